import { createHash } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { memoryStorage, watchOrder, type Checkout, type Reading } from '../../src/index'
import { createFakeBrowser } from '../support/browser'
import { heard } from '../support/heard'
import { createWorld, goods } from '../support/world'

let world: ReturnType<typeof createWorld>
afterEach(() => world.close())

const MINUTES_2 = 120_000

/** What the wallet says to a reverse: nothing that can be understood, that it is too late for it, or its own word. */
type Mood = 'busy' | 'final' | 'willing'

const isReverse = ({ url }: Request) => new URL(url).pathname === '/secapi/pay/reverse'

/** The wallet's refusal, signed with the merchant's key. */
async function tooLate(request: Request, key: string): Promise<Response> {
  const sent = Object.fromEntries([...(await request.text()).matchAll(/<(\w+)>(?:<!\[CDATA\[)?([^<\]]+)/g)].map(([, name, value]) => [name, value]))
  const answer: Record<string, string> = {
    return_code: 'SUCCESS', result_code: 'FAIL', err_code: 'REVERSE_EXPIRE', err_code_des: '订单无法撤销', appid: sent['appid'] ?? '', mch_id: sent['mch_id'] ?? '', nonce_str: 'n', recall: 'N',
  }
  const text = Object.keys(answer).toSorted().map((name) => `${name}=${answer[name]}`).join('&')
  const sign = createHash('md5').update(`${text}&key=${key}`).digest('hex').toUpperCase()
  return new Response(`<xml>${Object.entries({ ...answer, sign }).map(([name, value]) => `<${name}>${value}</${name}>`).join('')}</xml>`)
}

/** A till whose customer is asked for the password, at a wallet that takes no charge back as long as it is busy. */
async function createTill() {
  const wallet = { mood: 'busy' as Mood, key: '' }
  world = createWorld({
    servers: (request, send) => {
      if (!isReverse(request) || wallet.mood === 'willing') return send(request)
      return wallet.mood === 'busy' ? Promise.reject(new TypeError('connection reset')) : tooLate(request, wallet.key)
    },
  })
  // The keys are made by then: no clock waits for that.
  wallet.key = (await world.credentialsOf()).wechat.key
  await world.fault('userpaying')
  const browser = createFakeBrowser()
  const storage = memoryStorage()
  const open = () => {
    const checkout = world.newPage(storage, browser.ports).checkout({ ...goods, gateway: 'weixin_tenpay_micropay' })
    return { checkout, told: heard(checkout), shown: watchScreen(checkout) }
  }
  const till = open()
  const had = await balance()
  void till.checkout.charge(await world.paymentCode())
  await world.clock.advance(1_000)
  expect(till.shown.at(-1)).toBe('waiting userpaying')
  return { ...till, wallet, open, had, pays: () => world.answer('confirm', till.checkout) }
}

const balance = async () => {
  const answer = await world.server.wallets.fetch(new Request('http://127.0.0.1:8788/phone/wallet', { headers: { host: '127.0.0.1:8788' } }))
  return ((await answer.json()) as { balance_fen: number }).balance_fen
}

const screenOf = ({ state }: Checkout): string =>
  [state.name, state.name === 'waiting' ? state.phase : state.name === 'paid' ? state.refund ?? 'kept' : undefined].filter(Boolean).join(' ')

/** Each screen that the page has shown, in its order. */
function watchScreen(checkout: Checkout): string[] {
  const shown: string[] = []
  const look = () => { if (shown.at(-1) !== screenOf(checkout)) shown.push(screenOf(checkout)) }
  look()
  checkout.subscribe(look)
  return shown
}

type Till = Awaited<ReturnType<typeof createTill>>

/** How a reverse begins, while the wallet has the money; each ends two minutes later, with the wallet as busy as before. */
const BEGINNINGS: readonly (readonly [string, (till: Till) => Promise<unknown>])[] = [
  ['the cashier cancels what the customer has just paid', async (till) => {
    await world.clock.advance(15_500)
    await till.pays()
    void till.checkout.closeOrder()
    await world.clock.advance(MINUTES_2)
  }],
  ['the cashier cancels, and the customer pays then', async (till) => {
    await world.clock.advance(15_500)
    void till.checkout.closeOrder()
    await world.clock.advance(20_000)
    await till.pays()
    await world.clock.advance(MINUTES_2)
  }],
  ['the server\'s own time is up, and the customer pays then', async (till) => {
    await world.clock.advance(46_000)
    await till.pays()
    await world.clock.advance(MINUTES_2)
  }],
]

describe.each(BEGINNINGS)('rule 2: while the server takes a charge back (%s)', (_, begin) => {
  it('its page says so, and never that it is paid, refused or over', async () => {
    const till = await createTill()
    await begin(till)
    expect(await balance()).toBe(till.had - 10)
    expect(till.shown.at(-1)).toBe('waiting reversing')
    expect(till.shown.join(', ')).not.toMatch(/paid|failed|closed|expired/)
    expect([till.checkout.mayHavePaid, till.told.ends]).toEqual([true, []])
    expect(await till.checkout.checkNow()).toMatchObject({ name: 'waiting', phase: 'reversing' })
  })

  it('no code is charged for it, and no other order made', async () => {
    const till = await createTill()
    await begin(till)
    void till.checkout.charge(await world.paymentCode())
    void till.checkout.renew()
    await world.clock.advance(10_000)
    expect(world.posts()).toBe(1)
    expect(till.shown.at(-1)).toMatch(/^(closing|waiting reversing)$/)
  })

  it('a reload in the middle of it says so, too', async () => {
    const till = await createTill()
    await begin(till)
    till.checkout.dispose()
    const after = till.open()
    after.checkout.start()
    await world.clock.advance(5_000)
    expect([after.shown.at(-1), after.told.ends]).toEqual(['waiting reversing', []])
    till.wallet.mood = 'willing'
    await world.clock.advance(70_000)
    expect(after.checkout.state).toMatchObject({ name: 'paid', refund: 'complete' })
    expect(after.shown).not.toContain('paid kept')
  })

  it('so does a second tab', async () => {
    const till = await createTill()
    await begin(till)
    const other = till.open()
    other.checkout.start()
    await world.clock.advance(10_000)
    expect([till.shown.at(-1), other.shown.at(-1)]).toEqual(['waiting reversing', 'waiting reversing'])
    till.wallet.mood = 'willing'
    await world.clock.advance(70_000)
    for (const { checkout } of [till, other]) expect(checkout.state).toMatchObject({ name: 'paid', refund: 'complete' })
    expect([...till.shown, ...other.shown]).not.toContain('paid kept')
  })

  it('so does another till that asks for what it did not know', async () => {
    const till = await createTill()
    await begin(till)
    const { state } = till.checkout
    const readings: Reading[] = []
    const { tradeNo, transactionNo } = ('order' in state ? state.order : undefined) ?? {}
    const watch = watchOrder(world.newPage(memoryStorage()).client, { tradeNo, transactionNo }, { scan: true, slow: true, onAnswer: ({ reading }) => readings.push(reading) })
    expect(await watch.check()).toEqual({ kind: 'waiting', phase: 'reversing' })
    till.wallet.mood = 'willing'
    await world.clock.advance(150_000)
    watch.stop()
    expect(readings.at(-1)).toEqual({ kind: 'paid', refund: 'complete' })
    expect(readings).not.toContainEqual({ kind: 'paid' })
  })

  it('once the wallet does it the money is back, and every page says so', async () => {
    const till = await createTill()
    await begin(till)
    till.wallet.mood = 'willing'
    await world.clock.advance(70_000)
    expect(till.checkout.state).toMatchObject({ name: 'paid', refund: 'complete' })
    expect([till.shown.includes('paid kept'), till.told.ends, await balance()]).toEqual([false, ['paid'], till.had])
  })

  it('once the wallet will never do it the payment stands, and is shown as what it is', async () => {
    const till = await createTill()
    await begin(till)
    till.wallet.mood = 'final'
    await world.clock.advance(70_000)
    expect(till.checkout.state).toMatchObject({ name: 'paid', refund: undefined })
    expect([till.told.ends, await balance()]).toEqual([['paid'], till.had - 10])
  })
})

describe('rule 2: while the server takes back what nobody has paid', () => {
  it.each([
    ['the cashier cancels', async (till: Till) => {
      await world.clock.advance(15_500)
      void till.checkout.closeOrder()
      await world.clock.advance(MINUTES_2)
    }, 'closed expired'],
    ['its own time is up', () => world.clock.advance(165_000), 'expired'],
  ])('%s: neither closed before the wallet has said so, nor waiting for the payer', async (_, begin, end) => {
    const till = await createTill()
    await begin(till)
    expect([till.shown.at(-1), till.told.ends]).toEqual(['waiting reversing', []])
    till.wallet.mood = 'willing'
    await world.clock.advance(70_000)
    expect(end).toContain(till.shown.at(-1))
    expect(await balance()).toBe(till.had)
  })
})
