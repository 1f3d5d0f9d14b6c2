// @vitest-environment node
import { PAGE_URL } from '../../test/page-in-node'
import { createManualClock, createMockServer, createSeededRandom } from '@baas-pay/mock-server'
import { createPayClient, fetchTransport, gatewayTypes, memoryStorage, minCloud, type Backend, type Bridge, type Provider, type Storage } from '@baas-pay/sdk'
import { walnut, type WalnutOptions } from '@baas-pay/sdk/walnut'
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { createApp, nextTick, shallowReactive, shallowRef } from 'vue'
import type { PayPart } from '../../parts'
import { stillPage } from '../../test/scenes'
import { DESKTOP, PHONE } from '../../test/ways'
import type { PayDialogContext } from './context'
import { deedsOf } from './deeds'
import type { Tell } from './news'
import type { PayDialogProps } from './types'
import { usePayDialog } from './usePayDialog'

const MERCHANT = 'http://127.0.0.1:8787'
const WALLETS = 'http://127.0.0.1:8788'
const JSON_TYPE = { 'content-type': 'application/json' }

/** The names by which a wallet's app is called from a page of its own browser. */
const CALLS: Readonly<Partial<Record<Provider, string>>> = { alipay: 'tradePay', qq: 'mqq.tenpay.pay' }

/** The bundled backend, and a dialog before it, without its looks. */
function openTown() {
  const clock = createManualClock()
  const random = createSeededRandom(1)
  const server = createMockServer({ clock, random })
  onTestFinished(() => server.close())
  const sent: string[] = []
  const wire: typeof fetch = async (input, init) => {
    const request = new Request(input, init)
    sent.push(`${request.method} ${new URL(request.url).pathname}`)
    return server.merchant.fetch(request)
  }
  const wallets = async (path: string, body?: object): Promise<Response> => server.wallets.fetch(new Request(new URL(path, WALLETS), { headers: { ...JSON_TYPE, host: '127.0.0.1:8788' }, redirect: 'manual', ...(body && { method: 'POST', body: JSON.stringify(body) }) }))
  const post = async (path: string, body: object) => (await (await wallets(path, body)).json()) as Record<string, unknown>
  const guest = async () => {
    const answer = await server.merchant.fetch(new Request(`${MERCHANT}/hserve/v2.0/login/anonymous/`, { method: 'POST', headers: { 'X-Hydrogen-Client-ID': 'demo', ...JSON_TYPE, host: '127.0.0.1:8787' }, body: '{}' }))
    return ((await answer.json()) as { token: string }).token
  }
  /** A wallet's bridge that pays at once. */
  const bridgeOf = (provider: Provider): Bridge => ({
    isReady: () => Promise.resolve(true),
    async pay(payload) {
      await post('/phone/jsapi', { invoke: CALLS[provider], payload, url: PAGE_URL, password: '123456' })
      return { end: 'ok' }
    },
  })

  /** Real time passes where something is signed or loaded; the clock goes on a little, until it is so. */
  async function until(is: () => boolean, turns = 600): Promise<void> {
    await vi.dynamicImportSettled()
    for (let turn = 0; turn < turns && !is(); turn += 1) {
      await new Promise(setImmediate)
      await clock.advance(5)
      await nextTick()
    }
    expect(is()).toBe(true)
  }

  return {
    sent, post, until,
    advance: (ms: number) => clock.advance(ms),
    keys: () => wallets('/sandbox/credentials'),
    creates: () => sent.filter((line) => /^POST .*\/(?:pay\/order\/|pay\/buy|pay\/create)$/u.test(line)).length,
    overMinCloud: (): Backend => minCloud({ clientID: 'demo', host: MERCHANT, extensions: true, gateways: gatewayTypes }),
    overWalnut: async (more: Partial<WalnutOptions> = {}): Promise<Backend> => walnut({ host: MERCHANT, domain: 'demo', ticket: await guest(), extensions: true, connect: () => undefined, ...more }),
    /** A wallet's page, by its address. */
    visit: wallets,
    /** The phone's camera finds the newest code on a screen, and its owner scans it or pays. */
    phone: async (act: 'scan' | 'pay') => {
      const { on_screen } = (await (await wallets('/phone/wallet')).json()) as { on_screen: readonly { content: string }[] }
      return post(`/phone/${act}`, { content: on_screen.at(-1)?.content, password: '123456' })
    },
    /** The payer approves on PayPal's page. */
    approve: async (url: string) => {
      const shown = await (await wallets(url)).text()
      const { accounts = [] } = JSON.parse(/id="shown">(.*?)<\/script>/su.exec(shown)?.[1] ?? '{}') as { accounts?: { id: string }[] }
      const answer = await post('/paypal/approve', { token: new URL(url).searchParams.get('token'), account: accounts[0]?.id, password: '123456' })
      return server.merchant.fetch(new Request(String(Object.values(answer).find((value) => String(value).startsWith('http')))))
    },
    /** The payer logs in at Alipay's cashier and pays. */
    payAtCashier: async (url: string) => {
      const first = await wallets(url)
      const location = first.headers.get('location')
      const html = await (location === null ? first : await wallets(location)).text()
      const shown = JSON.parse(/id="shown">(.*?)<\/script>/su.exec(html)?.[1] ?? '{}') as { order?: string; accounts?: { id: string; is_current: boolean }[] }
      const holder = { order: shown.order, account: shown.accounts?.find(({ is_current }) => is_current)?.id }
      await post('/alipay/login', holder)
      return post('/alipay/pay', { ...holder, password: '123456' })
    },
    /** A dialog on a page of the shop's. */
    open: async (backend: Backend, props: PayDialogProps, storage: Storage = memoryStorage()) => {
      const tabs: string[] = []
      const went: string[] = []
      const client = createPayClient({
        backend, clock, storage, page: stillPage, random: { bytes: (count) => random.bytes(count), fraction: () => 0.5 }, transport: fetchTransport(wire),
        listen: () => () => {}, locks: { request: (_name, _signal, act) => act() }, channel: () => ({ post: () => {}, close: () => {} }),
        bridges: { alipay: bridgeOf('alipay'), qq: bridgeOf('qq') },
        navigate: { go: (url) => void went.push(url), open: () => ({ go: (url) => void tabs.push(url), close: () => {} }) },
      })
      const facts: Record<string, unknown[]> = {}
      const tell = ((event: string, fact: unknown) => void (facts[event] ??= []).push(fact)) as Tell
      let dialog: PayDialogContext | undefined
      const app = createApp({
        setup() {
          dialog = usePayDialog(shallowReactive({ client, autoCloseMs: null, ...props }), shallowRef(true), tell)
          return () => null
        },
      })
      app.mount(document.createElement('div'))
      onTestFinished(() => app.unmount())
      if (!dialog) throw new Error('not mounted')
      const shown = dialog
      await vi.dynamicImportSettled()
      return {
        dialog: shown, tabs, went, facts,
        is: (state: string) => until(() => shown.stateName.value === state),
        /** Presses what there is to press. */
        press: (part: PayPart) => {
          const deed = deedsOf(shown).find((one) => one?.part === part)
          if (!deed) throw new Error(`there is no ${part}`)
          void deed.act()
        },
        leave: () => app.unmount(),
      }
    },
  }
}

const IN_ALIPAY = `${PHONE} AlipayClient/10.5.0`
const IN_QQ = `${PHONE} QQ/9.0.0`
const SALE = { amountFen: 1_990, description: '午餐', intentId: 'cart-1' }
const GOODS = { amountFen: 10, description: '商品C', intentId: 'cart-1', products: [{ id: 'goods-c' }] }

const as = (userAgent: string) => void vi.stubGlobal('navigator', { userAgent })

async function town() {
  const made = openTown()
  await made.keys()
  return made
}

beforeEach(() => {
  as(DESKTOP)
  onTestFinished(() => void vi.unstubAllGlobals())
})

describe.each([['alipay', '请用支付宝扫一扫'], ['qq', '请用手机 QQ扫一扫']] as const)('the code of %s', (provider, hint) => {
  it('is shown, scanned, paid and told', async () => {
    const { overMinCloud, open, phone, advance, creates } = await town()
    const { is, dialog, facts } = await open(overMinCloud(), { intent: SALE, methods: [provider] })
    await is('waiting')
    expect([dialog.words.value?.hint, dialog.codeUrl.value]).toEqual([hint, expect.stringMatching(/^https:/u)])
    await phone('scan')
    await phone('pay')
    await advance(10_000)
    await is('paid')
    expect([dialog.result.value?.title, facts['paid']?.length, creates()]).toEqual(['支付成功', 1, 1])
  })
})

describe('inside a wallet’s own browser', () => {
  it.each([['alipay', IN_ALIPAY], ['qq', IN_QQ]] as const)('%s pays by its bridge, and the backend’s word is what counts', async (provider, userAgent) => {
    as(userAgent)
    const { overMinCloud, open, creates } = await town()
    const { is, facts } = await open(overMinCloud(), { intent: SALE, methods: [provider] })
    await is('paid')
    expect([facts['created'], facts['paid']?.length, creates()]).toEqual([[expect.objectContaining({ gatewayType: `${provider === 'qq' ? 'qpay' : 'alipay'}_js` })], 1, 1])
  })
})

describe('Alipay’s page', () => {
  it('has a tab of its own on a desktop, and is paid there', async () => {
    const { overMinCloud, open, payAtCashier, until } = await town()
    const { is, dialog, press, tabs, went } = await open(overMinCloud(), { intent: SALE, methods: ['alipay_page', 'weixin_tenpay_native'] })
    dialog.chosen.value = 'alipay_page'
    press('pay')
    await until(() => tabs.length === 1)
    await is('waiting')
    expect(went).toEqual([])
    await payAtCashier(tabs[0] ?? '')
    press('check')
    await is('paid')
  })

  it('takes the place of this page on a phone', async () => {
    as(PHONE)
    const { overMinCloud, open, until } = await town()
    const { tabs, went, press, dialog } = await open(overMinCloud(), { intent: SALE, methods: ['alipay', 'qq'] })
    expect(dialog.chosen.value).toBe('alipay_wap')
    press('pay')
    await until(() => went.length === 1)
    expect(tabs).toEqual([])
  })
})

describe('an Alipay code that nobody has scanned', () => {
  it('rule 4: can’t be closed: the same code is shown again for another way, and after a reload; one order in all', async () => {
    const { overMinCloud, open, until, creates, phone } = await town()
    const storage = memoryStorage()
    const first = await open(overMinCloud(), { intent: SALE, methods: ['alipay', 'qq'] }, storage)
    first.press('pay')
    await first.is('waiting')
    const [number, code] = [first.dialog.number.value, first.dialog.codeUrl.value]
    first.dialog.choosing(true)
    first.dialog.chosen.value = 'qpay_native'
    first.press('pay')
    await until(() => first.dialog.answer.value !== '')
    expect(first.dialog.answer.value).toContain('现在还不能换新的')
    expect([first.dialog.provider.value, first.dialog.number.value, first.dialog.codeUrl.value, creates()]).toEqual(['alipay', number, code, 1])
    first.leave()
    const again = await open(overMinCloud(), { intent: SALE, methods: ['alipay', 'qq'] }, storage)
    await again.is('waiting')
    expect([again.dialog.number.value, again.dialog.codeUrl.value, creates()]).toEqual([number, code, 1])
    await phone('pay')
    again.press('check')
    await again.is('paid')
  })
})

describe('over Walnut', () => {
  it('Alipay’s code is shown and paid; the server’s price counts', async () => {
    const { overWalnut, open, phone, creates } = await town()
    const { is, dialog, press } = await open(await overWalnut(), { intent: { ...GOODS, amountFen: 9 }, methods: ['alipay'] })
    await is('waiting')
    expect(dialog.amountFen.value).toBe(10)
    await phone('pay')
    press('check')
    await is('paid')
    expect(creates()).toBe(1)
  })

  it('its IFRAME is shown in a frame, watched and paid', async () => {
    const { overWalnut, open, visit, phone, until } = await town()
    const { is, dialog, press, went, tabs } = await open(await overWalnut({ way: { call: 'pay/create', buyer: 'someone', target: 'demo-frame' } }), { intent: GOODS, methods: ['alipay'] })
    await is('waiting')
    const url = dialog.framedUrl.value ?? ''
    await until(() => dialog.framed.value !== undefined)
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:8788\/gateway\.do\?.*qr_pay_mode/u)
    expect(dialog.words.value?.hint).toBe('请用支付宝扫一扫')
    const shown = await visit((await visit(url)).headers.get('location') ?? '')
    expect(shown.status).toBe(200)
    await phone('pay')
    press('check')
    await is('paid')
    expect([went, tabs]).toEqual([[], []])
  })

  it('PayPal has a tab of its own, and is paid there', async () => {
    const { overWalnut, open, approve, until } = await town()
    const { is, dialog, press, tabs } = await open(await overWalnut(), { intent: GOODS, methods: ['paypal'] })
    await is('waiting')
    expect(dialog.provider.value).toBe('paypal')
    press('open-wallet')
    await until(() => tabs.length === 1)
    await approve(tabs[0] ?? '')
    press('check')
    await is('paid')
  })

  it('what costs nothing is paid without a screen', async () => {
    const { overWalnut, open } = await town()
    const { is, dialog, facts, tabs } = await open(await overWalnut(), { intent: { ...GOODS, products: [{ id: 'trial' }] }, methods: ['alipay'] })
    await is('paid')
    expect([facts['paid']?.length, tabs, dialog.amountFen.value]).toEqual([1, [], 0])
  })
})
