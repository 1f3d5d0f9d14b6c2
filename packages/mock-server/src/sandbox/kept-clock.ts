import type { AdjustableClock } from '../ports/adjustable-clock'
import { DuplicateError, type Collection, type Store, type Stored } from '../store/store'

/** A clock that stays where it was moved to, also over a restart: what was over must not begin again. */
export interface KeptClock extends AdjustableClock {
  /** Takes up the time that an earlier process was moved to. Nothing may have asked the clock before. */
  restore(): Promise<void>
}

/** How far time was moved in all. */
interface Moved extends Stored { readonly ahead_ms: number }

const ID = 'clock'

/** Keeps how far a clock is moved. */
export function keptClock(clock: AdjustableClock, store: Store): KeptClock {
  const records: Collection<Moved> = store.collection('sandbox.clock')
  return {
    ...clock,
    async advance(ms) {
      // First, so that a process that dies on the way does not fall back behind what it has done.
      await keep(ms, records)
      await clock.advance(ms)
    },
    async restore() {
      const moved = await records.get(ID)
      if (moved) clock.jump(moved.ahead_ms)
    },
  }
}

async function keep(ms: number, records: Collection<Moved>): Promise<void> {
  if (ms === 0 || (await records.update(ID, ({ id, ahead_ms }) => ({ id, ahead_ms: ahead_ms + ms })))) return
  try {
    await records.insert({ id: ID, ahead_ms: ms })
  } catch (error) {
    if (error instanceof DuplicateError) return keep(ms, records)
    throw error
  }
}
