import type { Action } from './actions'
import { Caller, EVERYBODY, type Who } from './callers'
import type { World } from './world'

/** How often sequences are tried; `RUNS` makes it more. */
export const runsOf = (usual: number): number => Number(process.env['RUNS'] ?? usual)

const DAY_MS = 24 * 3_600_000

/** Everybody who has a part in it, with what each page knows of its order. */
export interface Cast<Page> { readonly world: World, readonly callers: Readonly<Record<Who, Caller>>, readonly pages: Page[] }

/** How a shop's pages talk to the merchant. */
export interface Desk<Page> {
  create(action: Extract<Action, { type: 'create' }>, cast: Cast<Page>): Promise<void>
  /** What somebody does about an order; what makes no sense now does nothing. */
  act(action: Extract<Action, { order: number }>, page: Page, cast: Cast<Page>): Promise<void>
  look(page: Page, world: World): Promise<void>
}

/** A world in which everybody has logged in who can. */
export async function newCast<Page>(world: World): Promise<Cast<Page>> {
  const callers = Object.fromEntries(EVERYBODY.map((who) => [who, new Caller(who, world)])) as Cast<Page>['callers']
  for (const caller of Object.values(callers)) await caller.logIn()
  return { world, callers, pages: [] }
}

/** Carries an action out; one that makes no sense now does nothing. */
export async function play<Page>(action: Action, cast: Cast<Page>, desk: Desk<Page>): Promise<void> {
  const { world, pages, callers } = cast
  if ('order' in action) {
    const page = pages[action.order % Math.max(1, pages.length)]
    return page && desk.act(action, page, cast)
  }
  switch (action.type) {
    case 'create': return desk.create(action, cast)
    case 'login': return callers[action.who].logIn()
    case 'phone': {
      await world.usePhoneOf(action.account)
      return
    }
    case 'wait': return world.clock.advance(action.ms)
    case 'restart': return world.restart()
    case 'kill': return world.kill(action.write)
    case 'line': {
      world.lines[action.which] = action.line
      return
    }
    case 'fault': {
      await world.wallet('/sandbox/scenario', { name: action.name, times: 1 })
      return
    }
    case 'at-once': {
      await Promise.all([play(action.first, cast, desk), play(action.second, cast, desk)])
    }
  }
}

/** Has every message get through, and every deadline pass; each page looks before that and after, and again when what it asked for by that has come. */
export async function calm<Page>({ world, callers, pages }: Cast<Page>, desk: Desk<Page>): Promise<void> {
  const lookAll = async (): Promise<void> => {
    for (const page of pages) await desk.look(page, world)
  }
  world.kill(Infinity)
  world.lines.api = 'up'
  world.lines.notify = 'up'
  await world.wallet('/sandbox/scenario', { name: 'none' })
  for (const caller of Object.values(callers)) await caller.logIn()
  // A token is kept for a day after the order's end, which is about to pass.
  await lookAll()
  await world.clock.advance(DAY_MS + 10 * 60_000)
  await lookAll()
  // A refund that an outage held up is sent by whoever looks, and takes a few seconds.
  await world.clock.advance(10_000)
  await lookAll()
}
