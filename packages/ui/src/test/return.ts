/** A payer who has left for a wallet's page, and comes back. */
import { createCheckout, type CreatedOrder, type PayRequest } from '@baas-pay/sdk'
import { mount } from '@vue/test-utils'
import { onTestFinished } from 'vitest'
import { createPayUI, PayReturn, type PayReturnProps, type PayUIOptions } from '../index'
import { stillPage } from './scenes'
import { settle } from './screen'
import { openShop, type Shop } from './shop'

export const RETURN_INTENT: PayRequest = { gateway: 'weixin_tenpay_wap', amountFen: 10, description: '深蓝色秋裤', intentId: 'cart-42' }

const WALLET_URL = 'https://wx.tenpay.com/cgi-bin/mmpayweb-bin/checkmweb?prepay_id=wx1'

/** A shop whose payer has left for the wallet's page; `cart-42` is remembered. */
export async function openRedirectShop(options: Parameters<typeof openShop>[0] = {}): Promise<Shop> {
  const shop = openShop({ gateways: ['weixin_tenpay_wap'], ...options, ports: { page: stillPage, navigate: { go: () => {}, open: () => undefined }, ...options.ports } })
  shop.create = () => Promise.resolve<Partial<CreatedOrder>>({ show: { flow: 'redirect', url: WALLET_URL } })
  await leave(shop)
  return shop
}

/** Leaves for the wallet's page. */
export async function leave(shop: Shop, intent: PayRequest = RETURN_INTENT): Promise<void> {
  const checkout = createCheckout(shop.client, intent)
  await checkout.pay()
  checkout.dispose()
}

/** The payer is back. */
export async function comeBack(shop: Pick<Shop, 'client'>, props: Partial<PayReturnProps> = {}, slots: Record<string, string> = {}, ui: PayUIOptions = {}) {
  const wrapper = mount(PayReturn, { attachTo: document.body, props, slots, global: { plugins: [createPayUI({ client: shop.client, ...ui })] } })
  onTestFinished(() => wrapper.unmount())
  await settle()
  return { wrapper, facts: (name: string) => (wrapper.emitted(name) ?? []).map(([fact]) => fact as Record<string, unknown>) }
}
