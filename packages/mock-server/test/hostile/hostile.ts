import { expect } from 'vitest'
import { parseXml } from '../../src/wire/xml'
import { MERCHANT, WALLETS } from '../mock'
import type { Endpoint } from './endpoints'
import type { World } from './world'

/** Sends a request to a wing. */
export function send({ server }: Pick<World, 'server'>, wing: Endpoint['wing'], path: string, init: RequestInit): Promise<Response> {
  const [origin, side] = wing === 'merchant' ? [MERCHANT, server.merchant] : [WALLETS, server.wallets]
  return side.fetch(`${origin}${path}`, init)
}

const fieldsIn = (text: string): Readonly<Record<string, string>> => (text.startsWith('<xml>') ? parseXml(text) : {})

/** Whether an answer is a no: by its status, or in the protocol's own way. */
export function isRefusal(status: number, text: string): boolean {
  return (status >= 400 && status < 500) || isAlipayRefusal(text) || fieldsIn(text)['return_code'] === 'FAIL' || fieldsIn(text)['result_code'] === 'FAIL' || /^\{("errcode":[1-9]|"ok":false)/.test(text)
}

/** Alipay's gateway says no in its code, and the merchant to Alipay's notify by any other word than the one. */
const isAlipayRefusal = (text: string): boolean => /^\{"[a-z_]+":\{"code":"[24]/.test(text) || text === 'failure'

/** Checks that a request is turned away in so many words, that nothing has changed, and that nothing was sent because of it. */
export async function expectRefusal(world: World, ask: () => Promise<Response>, status?: number): Promise<void> {
  const [before, sent, logged] = [await world.state(), world.outgoing.length, world.log.length]
  const answer = await ask()
  const text = await answer.text()
  expect([answer.status, text]).toSatisfy(([code, said]: [number, string]) => isRefusal(code, said))
  if (status !== undefined) expect([answer.status, text]).toStrictEqual([status, text])
  expect(text, 'says what is wrong').not.toBe('')
  expect(text, 'says nothing of the code').not.toMatch(/\bat \S+ \(|node_modules|\.ts:\d/)
  expect(await world.state()).toStrictEqual(before)
  expect(world.outgoing.slice(sent)).toStrictEqual([])
  expect(world.log.slice(logged).filter((event) => event.type === 'failure' && event.what === 'a request failed')).toStrictEqual([])
  expect(Reflect.get({}, 'polluted')).toBeUndefined()
}
