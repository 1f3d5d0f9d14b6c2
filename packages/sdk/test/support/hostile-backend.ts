/** A backend with true orders behind a network that loses, delays, repeats and mixes up its answers. */
import { HError, type Backend, type BackendContext, type CloseResult, type CreatedOrder, type OrderAnswer, type TradeNo } from '../../src/index'

/** What happens to the next call: `lost-*` before or after the server did it; `foreign` answers about another order. */
export const FAULTS = ['none', 'lost-before', 'lost-after', 'error-500', 'slow', 'hanging', 'foreign', 'empty', 'nonsense'] as const
export type Fault = (typeof FAULTS)[number]

interface TrueOrder {
  readonly tradeNo: TradeNo
  readonly token: string | undefined
  state: 'open' | 'closed' | 'paid'
}

const lost = (): never => {
  throw new HError(600, undefined, { retryable: true })
}

/** Builds the backend. `wait` passes time on the test's clock. */
export function createHostileBackend(wait: (ms: number, signal: AbortSignal) => Promise<void>, supports: { token: boolean; close: boolean }) {
  const orders: TrueOrder[] = []
  const faults: Fault[] = []
  let paidTwice = false

  async function through<T>(context: BackendContext, act: () => T, otherwise: { foreign: T; empty: T; nonsense: T }): Promise<T> {
    const fault = faults.shift() ?? 'none'
    if (fault === 'lost-before') lost()
    if (fault === 'slow') await wait(7_000, context.signal)
    if (fault === 'foreign' || fault === 'empty' || fault === 'nonsense') return otherwise[fault]
    const result = act()
    if (fault === 'lost-after') lost()
    if (fault === 'error-500') throw new HError(500, undefined, { retryable: true })
    if (fault === 'hanging') await wait(30_000, context.signal).then(lost)
    return result
  }

  const told = (order: TrueOrder | undefined): OrderAnswer | undefined =>
    order && { tradeNo: order.tradeNo, status: order.state === 'paid' ? 'success' : 'pending', tradeState: order.state === 'closed' ? 'CLOSED' : 'NOTPAY' }

  const shown = (order: TrueOrder): CreatedOrder => ({ ...told(order), tradeNo: order.tradeNo, show: { flow: 'qrcode', codeUrl: `code of ${order.tradeNo}` } })

  const strange = {
    foreign: { tradeNo: 'of another shop' as TradeNo, status: 'success' },
    empty: undefined,
    nonsense: { status: 'whatever', tradeState: '???' },
  }

  const backend: Backend = {
    scope: 'hostile',
    gateways: ['weixin_tenpay_native', 'qpay_native'],
    supports: { ...supports, reverse: false, expiry: false, push: false },
    create(_request, { clientToken }, context) {
      const act = () => {
        const found = supports.token ? orders.find(({ token }) => token === clientToken) : undefined
        const order = found ?? { tradeNo: `T${orders.length + 1}` as TradeNo, token: clientToken, state: 'open' }
        if (!found) orders.push(order)
        return shown(order)
      }
      // A create that answers about another order would be a server that lies about what it made; only its loss is simulated.
      if (['foreign', 'empty', 'nonsense'].includes(faults[0] ?? '')) faults.shift()
      return through(context, act, { foreign: undefined as never, empty: undefined as never, nonsense: undefined as never })
    },
    find: (ref, context) => through<OrderAnswer | undefined>(context, () => told(orders.find(({ tradeNo }) => tradeNo === ref.tradeNo)), strange),
    ...(supports.close && {
      close(ref, context) {
        const act = (): CloseResult => {
          const order = orders.find(({ tradeNo }) => tradeNo === ref.tradeNo)
          if (order?.state === 'open') order.state = 'closed'
          return { result: order?.state === 'paid' ? 'paid' : 'closed' }
        }
        return through<CloseResult>(context, act, { foreign: { result: 'closed' }, empty: { result: 'not-yet' }, nonsense: { result: 'closed' } })
      },
    }),
  }

  return {
    backend, orders, faults,
    get paidTwice() { return paidTwice },
    /** The payer pays the code that is on the screen, if it can still be paid. */
    pay(tradeNo: string | undefined) {
      const order = orders.find((one) => one.tradeNo === tradeNo)
      if (order?.state !== 'open') return
      paidTwice ||= orders.some(({ state }) => state === 'paid')
      order.state = 'paid'
    },
    /** The provider ends the order. */
    end(tradeNo: string | undefined) {
      const order = orders.find((one) => one.tradeNo === tradeNo)
      if (order?.state === 'open') order.state = 'closed'
    },
  }
}
