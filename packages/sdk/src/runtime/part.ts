/** Parts of the SDK that most pages do without: each is loaded when it is first needed, and once. */
import type { PayClient } from '../client'
import { HError } from '../errors'
import { TransportError } from './transport'

/** Gives a part once it is there. Rejects with HError 600, which trying again can help, where it can't be loaded. */
export type Part<T> = () => Promise<T>

/** Makes a part of what an `import()` gives. What could not be loaded is asked for again the next time, if the browser does: Chromium and older others keep a failure until the page is loaded anew. */
export function part<T>(load: () => Promise<T>): Part<T> {
  let loaded: Promise<T> | undefined
  return () => (loaded ??= load().catch(() => {
    loaded = undefined
    throw new HError(600, undefined, { retryable: true, hint: 'A part of the SDK could not be loaded: try again, or load the page anew.', cause: new TransportError('network') })
  }))
}

/** A part, as long as a read may take: then HError 601. Undefined where nobody waits for it any more. */
export const loadWithin = <T>({ call }: PayClient, load: Part<T>, signal: AbortSignal): Promise<T | undefined> =>
  call('read', signal, load).catch((error: unknown) => {
    if (signal.aborted) return undefined
    throw error
  })
