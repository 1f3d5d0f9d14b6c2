import { describe, expect, test } from 'vitest'
import { resolveOptions } from '../options'
import { createManualClock } from '../ports/manual-clock'
import { createScenarios } from '../scenarios/scenarios'
import { createMerchant } from './merchant'
import type { Order } from './order'
import { refresh } from './refresh'

/** A merchant whose provider does not answer. */
function offlineMerchant() {
  const clock = createManualClock()
  const account = { appid: 'wx', mch_id: '1', key: 'k', secret: 's' }
  const wechat = { payUrl: 'http://127.0.0.1:1', apiUrl: '', openUrl: '', account: () => Promise.resolve(account) }
  const http = (): Promise<Response> => Promise.reject(new TypeError('fetch failed'))
  return { clock, merchant: createMerchant({ ...resolveOptions({ clock }), http, gateways: { wechat }, scenarios: createScenarios(clock) }) }
}

const pending = (id: string): Order => ({ id, gateway_type: 'weixin_tenpay_native', state: 'pending', refunds: [] }) as unknown as Order

describe('what the provider was last asked about', () => {
  test('is forgotten once it may be asked again: most pages never come back', async () => {
    const { clock, merchant } = offlineMerchant()
    for (let count = 0; count < 50; count++) {
      await refresh(pending(`o${count}`), merchant)
      await clock.advance(1000)
    }
    expect(merchant.asked.size).toBeLessThanOrEqual(3)
  })

  test('is kept while it is being asked, however long that takes', async () => {
    const { clock, merchant } = offlineMerchant()
    let answer: (() => void) | undefined
    merchant.asked.set('slow', { at: clock.now(), order: new Promise((resolve) => { answer = () => resolve(pending('slow')) }), isOver: false })
    await clock.advance(60_000)
    await refresh(pending('other'), merchant)
    expect([...merchant.asked.keys()]).toStrictEqual(['slow', 'other'])
    answer?.()
  })
})
