/** A payer who has left for a wallet's page, and the page that they come back to. */
import { resume, type CreatedOrder, type OrderRef, type PayRequest, type ResumeOptions, type ReturnNews } from '../../src/index'
import { createBench, T1, type BenchOptions } from './bench'

export const leftFor: PayRequest = { gateway: 'alipay_wap', amountFen: 10, description: '深蓝色秋裤', intentId: 'cart-1' }
export const shownOrder = { tradeNo: T1, show: { flow: 'redirect', url: 'https://openapi.alipay.com/gateway.do?biz=1' }, expiresInMs: 900_000 } as const satisfies CreatedOrder

/** A bench whose payer has left for the wallet, the page that they left being gone. */
export async function leftBench(without?: Parameters<typeof createBench>[0], options: BenchOptions = {}) {
  const bench = createBench(without, { gateways: ['alipay_wap', 'weixin_tenpay_native'], navigate: { go: () => {}, open: () => undefined }, ...options })
  bench.script.create = () => Promise.resolve(shownOrder)
  const left = bench.checkout(leftFor)
  void left.pay()
  await bench.advance(0)
  left.dispose()
  await bench.advance(60_000)
  /** The page that the payer comes back to. */
  const back = (wanted: ResumeOptions = { intentId: 'cart-1' }, at = bench.tab()) => {
    const resumed = resume(at.client, wanted)
    const news: ReturnNews[] = []
    resumed.onNews((item) => void news.push(item))
    const states: string[] = []
    resumed.subscribe(() => { if (resumed.state.name !== states[states.length - 1]) states.push(resumed.state.name) })
    return { ...at, resumed, news, states, told: () => news.map(({ type }) => type) }
  }
  return { ...bench, back, number: { tradeNo: T1 } satisfies OrderRef }
}
