/** Everything that a payer, a cashier, a browser, a provider and a network can do, in any order. */
import fc from 'fast-check'
import type { BridgeHint } from '../../src/index'
import { FAULTS } from './network'
import { holdRules } from './rules'
import { CODES, WAYS, type Life, type ModelWorld } from './world'

type Command = fc.AsyncCommand<object, ModelWorld>

const S = 1_000
const HOUR = 3_600 * S
const HINTS = ['ok', 'cancel', 'fail', 'silent', 'unready'] as const satisfies readonly BridgeHint['end'][]

const quietly = (promise: Promise<unknown>) => void promise.catch(() => undefined)

/** A step by its name; what was woken by it runs, and the rules are held. */
const step = (name: string, act: (world: ModelWorld) => unknown): Command => ({
  check: () => true,
  toString: () => name,
  async run(_model, world) {
    await act(world)
    await world.advance(0)
    holdRules(world)
  },
})

const tab = fc.constantFrom(0 as const, 1 as const)

/** Something that one tab does. */
const inTab = (name: string, act: (life: Life, world: ModelWorld) => unknown) =>
  tab.map((index) => step(`tab ${index}: ${name}`, (world) => act(world.tabs[index], world)))

const payers = [
  inTab('the payer pays what is shown', (life, { truth, shown }) => truth.pay(shown(life))),
  fc.constant(step('the payer pays what they saw before', ({ truth }) => truth.pay(truth.payable()[0]))),
  fc.constant(step('the payer refuses', ({ truth }) => truth.refuse(truth.payable()[0]))),
  fc.constant(step('it is begun elsewhere', ({ beginElsewhere }) => beginElsewhere?.())),
  inTab('start', ({ checkout }) => checkout.start()),
  inTab('"I have paid"', ({ checkout }) => quietly(checkout.checkNow())),
  inTab('"I have paid", on a dead network', async ({ checkout }, { network, advance }) => {
    network.isDead = true
    quietly(checkout.checkNow())
    await advance(4 * S)
  }),
  inTab('a new code', ({ checkout }) => quietly(checkout.renew())),
  inTab('cancel', ({ checkout }) => quietly(checkout.closeOrder())),
  inTab('go to the wallet', ({ checkout }) => quietly(checkout.pay())),
  fc.tuple(tab, fc.constantFrom(...HINTS)).map(([index, end]) => step(`tab ${index}: the bridge says ${end}`, ({ tabs }) => tabs[index].atBridge?.(end))),
  fc.tuple(tab, fc.constantFrom(...WAYS)).map(([index, way]) => step(`tab ${index}: switch to way ${way}`, ({ tabs, gatewayOf }) => quietly(tabs[index].checkout.switchTo(gatewayOf(way))))),
  fc.tuple(tab, fc.constantFrom(...CODES)).map(([index, code]) => step(`tab ${index}: scan ${code.slice(0, 2)}`, ({ tabs }) => quietly(tabs[index].checkout.charge(code)))),
]

const browsers = [
  inTab('hidden', ({ page }) => page.set({ hidden: true })),
  inTab('seen', ({ page }) => page.set({ hidden: false })),
  inTab('hidden for an hour', async ({ page }, { advance }) => {
    page.set({ hidden: true })
    await advance(HOUR)
    page.set({ hidden: false })
  }),
  inTab('left', ({ page }) => page.change(true)),
  inTab('shown again', ({ page }) => {
    page.change(false)
    page.wake('return')
  }),
  inTab('offline', ({ page }) => page.set({ online: false })),
  inTab('online', ({ page }) => page.set({ online: true })),
  tab.map((index) => step(`tab ${index}: reload`, ({ reload }) => reload(index))),
  inTab('disposed', (life, { dispose }) => dispose(life)),
  inTab('disposed at its next change', (life, { dispose }) => { life.checkout.subscribe(() => dispose(life)) }),
  fc.constantFrom(-HOUR, -300 * S, 0, 300 * S, HOUR).map((ms) => step(`the clock is ${ms / S} s off`, ({ jump }) => jump(ms))),
]

const servers = [
  fc.array(fc.constantFrom(...FAULTS), { minLength: 1, maxLength: 5 }).map((faults) => step(`then ${faults.join(', ')}`, (world) => { world.faults.push(...faults) })),
  fc.boolean().map((isDead) => step(`the network is ${isDead ? 'dead' : 'good'}`, ({ network }) => { network.isDead = isDead })),
  inTab('the server says closed, and the payer pays', async ({ checkout }, { faults, advance, truth }) => {
    faults.length = 0
    faults.push('lie', 'lie', 'lie')
    quietly(checkout.checkNow())
    await advance(0)
    faults.length = 0
    truth.pay(truth.payable()[0])
  }),
  fc.constant(step('the provider ends the order', ({ truth }) => truth.end(truth.payable()[0]))),
  fc.constantFrom(true, false).map((isLive) => step(`push is ${isLive ? 'there' : 'lost'}`, ({ browser }) => { for (const one of browser.open()) one.live(isLive) })),
  fc.constant(step('nudges', ({ browser }) => { for (const one of browser.connections) one.nudge() })),
  fc.constantFrom(null, { word: '{"kind":"paid"}', nextMs: 1e9 }, { word: 'paid' }).map((message) => step('a stranger on the line', ({ browser }) => browser.shout(message))),
]

const time = fc.integer({ min: 0, max: 40 * S }).map((ms) => step(`${ms} ms`, ({ advance }) => advance(ms)))
const longTime = fc.integer({ min: 40 * S, max: 320 * S }).map((ms) => step(`${ms} ms`, ({ advance }) => advance(ms)))

/** A sequence of steps. */
export const commands = fc.commands<object, ModelWorld, false>([time, time, time, longTime, ...payers, ...payers, ...browsers, ...servers, ...servers] as never, { maxCommands: 30 })
