import type { VNodeChild } from 'vue'
import { h } from 'vue'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { stillPage } from '../../test/scenes'
import { has, part, pass, press, settle, showDialog, textOf } from '../../test/screen'
import { openShop } from '../../test/shop'
import { openWays, ORDER, ORDER_BY, PHONE } from '../../test/ways'
import type { PaySlotScope } from '../../index'

const quiet = { ports: { page: stillPage } }

beforeEach(() => {
  vi.useFakeTimers()
  return () => {
    vi.useRealTimers()
    vi.restoreAllMocks()
  }
})

/** A panel of the shop's own, and what it was told last. */
function panel(...states: readonly string[]) {
  let told: PaySlotScope | undefined
  const draw = (scope: PaySlotScope): VNodeChild => {
    told = scope
    return h('i', { id: 'own' }, scope.state.name)
  }
  return {
    slots: Object.fromEntries(states.map((state) => [state, draw])) as unknown as Record<string, string>,
    get scope(): PaySlotScope {
      if (!told) throw new Error('the slot was not drawn')
      return told
    },
  }
}

describe('a state’s panel of the shop’s own', () => {
  it('checks, and is told that it is being checked and what came of it', async () => {
    const shop = openShop(quiet)
    const own = panel('waiting')
    await showDialog(shop, {}, own.slots)
    expect(has('check')).toBe(false)
    shop.find = () => new Promise((resolve) => { setTimeout(() => resolve({}), 500) })
    const checked = own.scope.check()
    await settle()
    expect([own.scope.isAsking, own.scope.state.name]).toEqual([true, 'checking'])
    await pass(500)
    await checked
    expect([own.scope.isAsking, own.scope.answer]).toEqual([false, '还没有查到付款。刚付完的话稍等几秒，这里会自动更新。'])
  })

  it('cancels where that can be done, and says so', async () => {
    const shop = openShop(quiet)
    const own = panel('waiting', 'creating', 'paid')
    const { facts } = await showDialog(shop, {}, own.slots)
    expect(own.scope.canCancel).toBe(true)
    void own.scope.cancel()
    await pass(3_000)
    expect(part('dialog').dataset.payState).toBe('closed')
    expect(facts('order-closed')).toHaveLength(1)
  })

  it('is told that nothing can be cancelled where the backend can’t, and at an end', async () => {
    const own = panel('waiting', 'expired')
    const shop = openShop({ canClose: false, ...quiet })
    await showDialog(shop, {}, own.slots)
    expect(own.scope.canCancel).toBe(false)
    shop.told = { tradeState: 'CLOSED' }
    await own.scope.check()
    await settle()
    expect([own.scope.state.name, own.scope.canCancel]).toEqual(['expired', false])
  })

  it('renews, and leaves', async () => {
    const shop = openShop(quiet)
    const own = panel('expired', 'waiting')
    const { facts } = await showDialog(shop, {}, own.slots)
    shop.told = { tradeState: 'CLOSED' }
    await own.scope.check()
    shop.told = {}
    await own.scope.renew()
    await settle()
    expect([shop.calls.create, own.scope.state.name]).toEqual([2, 'waiting'])
    own.scope.dismiss()
    await settle()
    expect([has('dialog'), facts('dismiss').length]).toEqual([false, 1])
  })

  it('sends the payer to the wallet for the same order', async () => {
    vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue(PHONE)
    const { shop, went } = openWays()
    const own = panel('waiting')
    await showDialog(shop, { intent: ORDER_BY('weixin_tenpay_wap') }, own.slots)
    void own.scope.openWallet()
    await settle()
    expect([went.length, shop.calls.create]).toEqual([1, 1])
  })

  it('leads back to the choice', async () => {
    const own = panel('waiting')
    await showDialog(openWays().shop, { intent: ORDER, methods: ['weixin_tenpay_native', 'alipay_qrcode'] }, own.slots)
    await press('pay')
    own.scope.change()
    await settle()
    expect(textOf('title')).toBe('选择支付方式')
  })

  it('completes a payment by leaving', async () => {
    const shop = openShop(quiet)
    const own = panel('paid')
    const { facts } = await showDialog(shop, { autoCloseMs: null }, own.slots)
    shop.told = { status: 'success' }
    await pass(4_000)
    own.scope.dismiss()
    await settle()
    expect(facts('complete')).toHaveLength(1)
  })
})
