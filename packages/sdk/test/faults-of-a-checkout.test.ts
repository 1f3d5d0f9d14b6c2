import { describe, expect, it } from 'vitest'
import { createCheckout, createPayClient, memoryStorage, minCloud, type Bridge, type GatewayType, type Transport } from '../src/index'
import { createCountedClock } from './support/bench'
import { alone } from './support/browser'
import { HOST, says, type Reply } from './support/facade'
import { FAULTS } from './support/faults'
import { heard } from './support/heard'
import { createFakePage } from './support/world'

const TOKEN_BYTE = '07'
const NUMBERS = { trade_no: 'T', transaction_no: 'X' }
const PENDING = { ...NUMBERS, client_token: TOKEN_BYTE.repeat(16), status: 'pending', trade_state: 'NOTPAY' }

/** Each flow: a gateway of it, and what its create answers. */
const FLOWS = [
  ['qrcode', 'weixin_tenpay_native', { ...PENDING, code_url: 'weixin://wxpay/bizpayurl?pr=abc' }],
  ['redirect', 'weixin_tenpay_wap', { ...PENDING, mweb_url: 'https://wallet.test/' }],
  ['jsapi', 'weixin_tenpay_js', { ...PENDING, appId: 'wx1', package: 'prepay_id=1' }],
  ['scan', 'weixin_tenpay_micropay', { ...PENDING, trade_state: 'USERPAYING' }],
] as const satisfies readonly (readonly [string, GatewayType, object])[]

/** What leaves open whether the backend has done it; everything else of {@link FAULTS} refuses. */
const OPEN = new Set(['a dead network', 'silence', '408', '425', '429', '500 in HTML', '502', 'a redirect that was not followed'])

/** A checkout over MinCloud's dialect, whose backend answers creates and looks as the test says. */
function createScene(gateway: GatewayType, extensions: boolean) {
  const counted = createCountedClock()
  const replies: { create: Reply; look: Reply } = { create: says(201), look: says(200, { objects: [PENDING] }) }
  const sent = { create: 0, look: 0 }
  const transport: Transport = async (request) => {
    const kind = request.method === 'POST' ? 'create' : 'look'
    sent[kind] += 1
    return { status: 200, headers: {}, data: {}, ...(await replies[kind](request)) }
  }
  const bridge: Bridge = { isReady: () => Promise.resolve(true), pay: () => Promise.resolve({ end: 'ok' }) }
  const backend = { ...minCloud({ clientID: 'CID', host: HOST, extensions }), gateways: [gateway] }
  const client = createPayClient({
    ...alone, backend, transport, clock: counted.clock, page: createFakePage().page, storage: memoryStorage(), bridges: { wechat: bridge },
    random: { bytes: (count) => new Uint8Array(count).fill(Number(TOKEN_BYTE)), fraction: () => 0.5 },
  })
  const checkout = createCheckout(client, { gateway, amountFen: 10, description: '深蓝色秋裤', intentId: 'cart-1' })
  const begin = () => {
    if (gateway === 'weixin_tenpay_micropay') void checkout.charge('134567890123456789')
    else checkout.start()
  }
  return { ...counted, replies, sent, checkout, told: heard(checkout), begin }
}

/** A checkout whose order is there. */
async function shown(gateway: GatewayType, answer: object) {
  const scene = createScene(gateway, true)
  scene.replies.create = says(201, answer)
  scene.begin()
  await scene.advance(0)
  expect(scene.checkout.state.name).toBe('waiting')
  return scene
}

/** Longer than three requests that time out, with their pauses. */
const passes = ({ advance }: ReturnType<typeof createScene>) => advance(150_000)

describe.each(FLOWS)('%s, at the create', (flow, gateway) => {
  describe.each([['with our extensions', true], ['at a plain MinCloud', false]] as const)('%s', (_what, extensions) => {
    it.each(FAULTS)('%s', async (fault, reply, expected) => {
      const scene = createScene(gateway, extensions)
      scene.replies.create = reply
      scene.replies.look = says(200, { objects: [] })
      scene.begin()
      await passes(scene)
      const { checkout, sent, told } = scene
      // The charge of a payment code is the create: where it is open, or its token belongs to another charge, somebody may have paid.
      const isUnknown = flow === 'scan' && (OPEN.has(fault) || fault === '409')
      expect(checkout.mayHavePaid).toBe(isUnknown)
      if (isUnknown) expect(checkout.state).toMatchObject({ name: 'unknown', attempt: { clientToken: TOKEN_BYTE.repeat(16) } })
      else expect(checkout.state).toMatchObject({ name: 'failed', error: { ...expected, mayHavePaid: false } })
      expect(told.ends).toEqual([isUnknown ? 'unknown' : 'failed'])
      // A charge is never sent again; any other create only where a token makes it one order.
      expect(sent.create).toBe(OPEN.has(fault) && extensions && flow !== 'scan' ? 3 : 1)
      checkout.dispose()
    })
  })
})

describe.each(FLOWS)('rule 6: %s, while the order is watched', (_flow, ...order) => {
  it.each(FAULTS)('%s ends nothing, and is told', async (_fault, reply) => {
    const scene = await shown(...order)
    const { checkout, told, advance, replies } = scene
    replies.look = reply
    await advance(60_000)
    expect([checkout.state.name, checkout.health, told.ends, checkout.mayHavePaid]).toEqual(['waiting', 'unstable', [], true])
    replies.look = says(200, { objects: [{ ...PENDING, status: 'success' }] })
    await advance(60_000)
    expect([checkout.state.name, checkout.health, told.ends]).toEqual(['paid', 'ok', ['paid']])
    checkout.dispose()
  })
})

describe.each(FLOWS)('rule 2: %s, at a check that somebody waits for', (_flow, ...order) => {
  it.each(FAULTS)('%s is unknown, and later what the server says', async (_fault, reply) => {
    const scene = await shown(...order)
    const { checkout, told, replies, sent } = scene
    replies.look = reply
    void checkout.checkNow()
    await passes(scene)
    expect([checkout.state.name, told.ends, checkout.mayHavePaid]).toEqual(['unknown', ['unknown'], true])
    replies.look = says(200, { objects: [{ ...PENDING, status: 'success' }] })
    await passes(scene)
    expect(checkout.state).toMatchObject({ name: 'paid', late: true })
    expect([told.ends, sent.create]).toEqual([['unknown', 'paid'], 1])
    checkout.dispose()
  })
})
