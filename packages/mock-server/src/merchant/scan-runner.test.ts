import { describe, expect, test } from 'vitest'
import type { LogEvent } from '../ports/log'
import { createManualClock } from '../ports/manual-clock'
import { createMemoryStore } from '../store/memory'
import type { Order } from './order'
import { createScanRunner } from './scan-runner'

/** A runner with one open charge, and the seconds at which it has taken a step; the first `failures` of them fail. */
async function running({ failures }: { readonly failures: number }) {
  const clock = createManualClock()
  const startedAt = clock.now()
  const orders = createMemoryStore().collection<Order>('orders')
  const order = { id: 'o', gateway_type: 'weixin_tenpay_micropay', state: 'pending', created_at: startedAt, is_reversing: false, amount_fen: 10, refunds: [] } as unknown as Order
  await orders.insert(order)
  const steps: number[] = []
  const told: LogEvent[] = []
  const runner = createScanRunner({
    orders,
    clock,
    log: (event) => told.push(event),
    async step() {
      steps.push((clock.now() - startedAt) / 1000)
      if (steps.length <= failures) throw new Error('the disk is full')
    },
  })
  return { clock, runner, order, steps, told }
}

describe('a charge by payment code', () => {
  test('is followed on where a step has failed, since nobody else asks about it', async () => {
    const { clock, runner, order, steps, told } = await running({ failures: 2 })
    runner.watch(order)
    await clock.advance(40_000)
    expect(steps).toStrictEqual([5, 15, 25, 35])
    expect(told).toMatchObject([{ type: 'failure' }, { type: 'failure' }])
  })

  test('is followed on where the step at the start has failed', async () => {
    const { clock, runner, steps } = await running({ failures: 1 })
    await runner.resume()
    await clock.advance(10_000)
    expect(steps).toStrictEqual([0, 5])
  })

  test('rule 5: is followed no more once the runner is closed, whatever fails then', async () => {
    const { clock, runner, order, steps } = await running({ failures: 1 })
    runner.watch(order)
    clock.setTimeout(() => { runner.close() }, 5000)
    await clock.advance(40_000)
    expect(steps.length).toBeLessThanOrEqual(1)
  })
})
