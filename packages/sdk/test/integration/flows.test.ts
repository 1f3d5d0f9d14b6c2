import { afterEach, describe, expect, it, vi } from 'vitest'
import { resume, type Bridge, type Checkout, type PayClientOptions, type PayRequest } from '../../src/index'
import { BACKENDS, by, tradeNoOf, type Backed, type BackedWorld } from '../support/backends'
import { heard } from '../support/heard'

// Whoever asks for the wallets' keys waits for them to be made, which a busy machine takes its time for.
vi.setConfig({ testTimeout: 30_000 })

const SHOP = 'http://127.0.0.1:5173'

let open: BackedWorld
afterEach(() => open.world.close())

/** WeChat's bridge as its browser has it: what it is given is checked by the wallet, and the payer replies. */
const wechatBridge = (reply: object): Bridge => ({
  isReady: () => Promise.resolve(true),
  async pay(payload) {
    const call = { invoke: 'getBrandWCPayRequest', payload, url: `${SHOP}/wechat/` }
    const { body } = await open.world.post('/phone/jsapi', { ...call, ...reply }, { origin: SHOP })
    return { end: String(body['err_msg']).endsWith(':ok') ? 'ok' : 'cancel' }
  },
})

async function inWechat(backend: Backed, reply: object) {
  open = await backend.open()
  await open.world.credentialsOf()
  const page = await open.pageInWechat({ bridges: { wechat: wechatBridge(reply) } })
  const checkout = page.checkout(by(open.goods, 'weixin_tenpay_js'))
  const told = heard(checkout)
  void checkout.pay()
  await open.world.clock.advance(4_000)
  return { checkout, told }
}

describe.each(BACKENDS)('jsapi, over $name', (backend) => {
  it('the wallet takes the payload, the payer the password, and the server says paid', async () => {
    const { checkout, told } = await inWechat(backend, { password: '123456' })
    expect([checkout.state.name, told.ends]).toEqual(['paid', ['paid']])
    expect(told.states).toContain('checking')
  })

  it('rule 1: a payer who gives up in the wallet is still waited for, by the same order', async () => {
    const { checkout, told } = await inWechat(backend, { cancel: true })
    expect([checkout.state.name, told.ends, open.creates()]).toEqual(['waiting', [], 1])
  })
})

/** A page that is left for the wallet's. */
async function left(backend: Backed) {
  open = await backend.open()
  await open.world.credentialsOf()
  const went: string[] = []
  const ports: Partial<PayClientOptions> = { navigate: { go: (url) => void went.push(url), open: () => undefined } }
  const wanted: PayRequest = { ...by(open.goods, backend.leaving), returnUrl: `${SHOP}/return?cart=1` }
  const checkout = open.page(ports).checkout(wanted)
  void checkout.pay()
  await open.world.clock.advance(0)
  expect(went).toEqual([expect.stringMatching(/^http:\/\/127\.0\.0\.1:8788\//)])
  return { checkout, wanted, ports, url: new URL(went[0] ?? '') }
}

/** What the payer does at the wallet's page. */
async function paysThere(url: URL): Promise<void> {
  const { world } = open
  const page = await (await world.server.wallets.fetch(new Request(url, { headers: { referer: `${SHOP}/`, host: '127.0.0.1:8788' } }))).text()
  if (url.pathname === '/checkoutnow') {
    const { token, accounts } = JSON.parse(/id="shown">(.*?)<\/script>/s.exec(page)?.[1] ?? '{}') as { token: string; accounts: { id: string }[] }
    await world.post('/paypal/approve', { token, account: accounts[0]?.id, password: '123456' })
  } else await world.post('/h5/pay', { prepay_id: url.searchParams.get('prepay_id'), package: url.searchParams.get('package'), password: '123456' })
}

describe.each(BACKENDS)('a wallet\'s page, over $name', (backend) => {
  it('comes back to the same order, asks, and waits', async () => {
    const { checkout, wanted } = await left(backend)
    const tradeNo = tradeNoOf(checkout)
    checkout.dispose()
    const back = open.page().checkout(wanted)
    back.start()
    expect(back.state).toMatchObject({ name: 'checking', why: 'return', order: { tradeNo } })
    await open.world.clock.advance(0)
    expect([back.state.name, open.creates()]).toEqual(['waiting', 1])
  })

  it('rule 1: a return page shows the payment on the server\'s word', async () => {
    const { checkout, wanted, url } = await left(backend)
    checkout.dispose()
    await paysThere(url)
    const back = resume(open.page().client, { intentId: wanted.intentId })
    expect(back.state.name).toBe('checking')
    await open.world.clock.advance(10_000)
    expect(back.state).toMatchObject({ name: 'paid', order: { gatewayType: backend.leaving } })
    back.dispose()
  })

  it('rule 4: the payer who goes there again goes to the same page', async () => {
    const { checkout } = await left(backend)
    void checkout.pay()
    await open.world.clock.advance(0)
    expect([checkout.state.name, open.creates()]).toEqual(['waiting', 1])
  })
})

describe.each(BACKENDS)('Alipay, over $name', (backend) => {
  async function begun(wanted: Parameters<typeof by>[1], begin: (checkout: Checkout) => Promise<unknown>) {
    open = await backend.open()
    await open.world.credentialsOf()
    const checkout = open.page().checkout(by(open.goods, wanted))
    await begin(checkout)
    await open.world.clock.advance(0)
    return checkout
  }

  it('its code is scanned and paid', async () => {
    const checkout = await begun('alipay_qrcode', (one) => Promise.resolve(one.start()))
    expect(checkout.state).toMatchObject({ name: 'waiting', order: { amountFen: 10, show: { flow: 'qrcode', codeUrl: expect.stringMatching(/^https:\/\/qr\.alipay\.com\/bax/) } } })
    await open.world.phone('pay', checkout)
    await open.world.clock.advance(3_300)
    expect(checkout.state.name).toBe('paid')
  })

  it('its payment code is charged once, and kept nowhere', async () => {
    let code = ''
    const checkout = await begun('alipay_barcode', async (one) => {
      code = await open.world.paymentCode('alipay')
      void one.charge(code)
    })
    await open.world.clock.advance(5_000)
    expect([checkout.state.name, open.creates()]).toEqual(['paid', 1])
    expect(JSON.stringify([open.world.asked, [...open.world.kept], checkout.trace(), checkout.state])).not.toContain(code)
  })

  it('a payment code that needs its password waits for it', async () => {
    const checkout = await begun('alipay_barcode', async (one) => {
      await open.world.fault('userpaying')
      void one.charge(await open.world.paymentCode('alipay'))
    })
    expect(checkout.state).toMatchObject({ name: 'waiting', phase: expect.any(String) })
    await open.world.answer('confirm', checkout)
    await open.world.clock.advance(12_000)
    expect(checkout.state.name).toBe('paid')
  })
})
