import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { expectRefusal, send } from './hostile'
import { CLIENT, createMock, ORDER_BODY, ORDERS, WALLETS } from '../mock'
import { createWorld, type World } from './world'

const KILOBYTES_64 = new Uint8Array(64 * 1024).fill(0x20)

/** A body of a gigabyte, and how much of it was asked for. */
function endless(): { readonly body: ReadableStream, readonly read: () => number } {
  let pieces = 0
  const body = new ReadableStream({
    pull(controller) {
      if (++pieces > 16_384) controller.close()
      else controller.enqueue(KILOBYTES_64)
    },
  })
  return { body, read: () => pieces * KILOBYTES_64.length }
}

describe('rule 8: while somebody watches the requests', () => {
  let world: World
  let gone: AbortController
  beforeEach(async () => {
    gone = new AbortController()
    world = await createWorld()
    await world.server.wallets.fetch(`${WALLETS}/sandbox/requests`, { signal: gone.signal })
  })
  afterEach(() => gone.abort())

  test.each([
    ['the merchant\'s orders', 'merchant', ORDERS, CLIENT],
    ['the phone', 'wallets', '/phone/pay', { 'content-type': 'application/json' }],
    ['WeChat Pay', 'wallets', '/pay/unifiedorder', {}],
    ['a notify', 'merchant', '/api/demo/pay/re_wx', {}],
  ] as const)('a body without end to %s is refused without being read', async (_, wing, path, headers) => {
    const { body, read } = endless()
    await expectRefusal(world, () => send(world, wing, path, { method: 'POST', headers, body, duplex: 'half' }), 413)
    expect(read()).toBeLessThan(512 * 1024)
  })

  test('lists in lists are refused as ever', async () => {
    const body = JSON.stringify(ORDER_BODY).replace('{', `{"x":${'['.repeat(20_000)}${']'.repeat(20_000)},`)
    await expectRefusal(world, () => send(world, 'merchant', ORDERS, { method: 'POST', headers: CLIENT, body }), 400)
  })

  test('a body in pieces is read whole by the wing too', async () => {
    const mock = createMock()
    await mock.server.wallets.fetch(`${WALLETS}/sandbox/requests`, { signal: gone.signal })
    const body = new Blob([JSON.stringify({ ...ORDER_BODY, merchandise_snapshot: 'x'.repeat(60_000) })]).stream()
    expect((await send(mock, 'merchant', ORDERS, { method: 'POST', headers: CLIENT, body, duplex: 'half' })).status).toBe(201)
  })
})
