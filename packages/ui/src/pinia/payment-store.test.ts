import { createCheckout, createPayClient, type PayClient } from '@baas-pay/sdk'
import { flushPromises } from '@vue/test-utils'
import { createPinia, type Pinia } from 'pinia'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { createApp, watch } from 'vue'
import { createPayUI } from '../index'
import { stillPage } from '../test/scenes'
import { INTENT } from '../test/screen'
import { openShop, tradeNoOf } from '../test/shop'
import { usePaymentStore } from '.'

/** An app with the store; its pinia. */
function appOf(client: PayClient): Pinia {
  const pinia = createPinia()
  const app = createApp({ render: () => null }).use(pinia).use(createPayUI({ client }))
  app.mount(document.createElement('div'))
  onTestFinished(() => app.unmount())
  return pinia
}

/** A shop with the store; `pay` begins a payment in the same tab. */
function shopWithStore() {
  const shop = openShop({ ports: { page: stillPage } })
  const store = usePaymentStore(appOf(shop.client))
  onTestFinished(() => store.$dispose())
  const pay = async (more: Partial<typeof INTENT> = {}) => {
    const checkout = createCheckout(shop.client, { ...INTENT, ...more })
    onTestFinished(() => checkout.dispose())
    checkout.start()
    await flushPromises()
    return checkout
  }
  return { shop, store, pay }
}

describe('the payments that are not finished', () => {
  it('appear when they are begun and go when they are over, in the tab that does it', async () => {
    const { shop, store, pay } = shopWithStore()
    const counts: number[] = []
    watch(() => store.pending.length, (count) => counts.push(count), { flush: 'sync' })
    const checkout = await pay()
    expect(store.find('cart-42')).toMatchObject({ intentId: 'cart-42', amountFen: 10, gatewayType: 'weixin_tenpay_native', order: { tradeNo: tradeNoOf(1) }, expiresAt: expect.any(Number) as number })
    shop.told = { status: 'success' }
    await checkout.checkNow()
    expect(store.pending).toEqual([])
    expect(counts).toEqual([1, 0])
  })

  it('appear in another tab by the browser\'s own event', async () => {
    const { shop, store } = shopWithStore()
    // Another client of the same storage: its writes are not this one's.
    const other = createPayClient({ ...shop.client.ports, backend: shop.client.backend })
    const checkout = createCheckout(other, INTENT)
    onTestFinished(() => checkout.dispose())
    checkout.start()
    await flushPromises()
    const [key = null] = shop.client.ports.storage.keys?.() ?? []
    window.dispatchEvent(Object.assign(new Event('storage'), { key }))
    expect(store.pending.map(({ intentId }) => intentId)).toEqual(['cart-42'])
  })

  it('rule 4: resuming one leads back to the same order', async () => {
    const { shop, store, pay } = shopWithStore()
    const first = await pay()
    first.dispose()
    const request = store.resume('cart-42')
    expect(request).toEqual({ ...INTENT })
    const again = await pay(request)
    expect(again.state).toMatchObject({ order: { tradeNo: tradeNoOf(1) } })
    expect(shop.calls.create).toBe(1)
    expect(store.resume('another cart')).toBeUndefined()
  })

  it('one that the shop forgets is gone; nothing is closed by it', async () => {
    const { shop, store, pay } = shopWithStore()
    const checkout = await pay()
    checkout.dispose()
    store.forget('cart-42')
    expect(store.pending).toEqual([])
    expect(shop.calls.close).toBe(0)
  })

  it('rule 1: the store knows of no payment, and has nothing that a page could write', async () => {
    const { shop, store, pay } = shopWithStore()
    await pay()
    shop.told = { status: 'success' }
    store.refresh()
    expect(JSON.stringify(store.pending)).not.toMatch(/paid|success/)
    expect(store.$state).toEqual({})
  })

  it('a page is not woken by a notice that says nothing new', async () => {
    const { store, pay } = shopWithStore()
    const checkout = await pay()
    const told = vi.fn()
    watch(() => store.pending, told, { flush: 'sync' })
    await checkout.checkNow()
    store.refresh()
    expect(told).not.toHaveBeenCalled()
  })

  it('nothing is heard after the store is disposed of', async () => {
    const { store, pay } = shopWithStore()
    store.$dispose()
    await pay()
    expect(store.pending).toEqual([])
  })
})

describe('a store without a client', () => {
  it('rule 9: says what to do', () => {
    const pinia = createPinia()
    createApp({ render: () => null }).use(pinia)
    expect(() => usePaymentStore(pinia)).toThrow('createPayUI')
  })
})
