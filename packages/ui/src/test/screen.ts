/** A dialog on the screen, read and used by the parts of its contract. */
import type { PayRequest } from '@baas-pay/sdk'
import { flushPromises, mount } from '@vue/test-utils'
import { onTestFinished, vi } from 'vitest'
import { PayDialog, createPayUI, type PayDialogProps, type PayPart, type PayUIOptions } from '../index'
import type { Stage } from './scenes'
import type { Shop } from './shop'

export const INTENT: PayRequest = { gateway: 'weixin_tenpay_native', amountFen: 10, description: '深蓝色秋裤', intentId: 'cart-42' }

/** Lets everything that is due now happen: promises, the lazy encoder, the next render. */
export async function settle(): Promise<void> {
  await flushPromises()
  await vi.dynamicImportSettled()
  await flushPromises()
}

/** The parts on the screen. */
export const partsNamed = (name: PayPart): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(`[data-pay-part="${name}"]`)]

/** The one part of that name; throws where there is none. */
export function part(name: PayPart): HTMLElement {
  const [found] = partsNamed(name)
  if (!found) throw new Error(`no part "${name}" in: ${document.body.textContent}`)
  return found
}

export const has = (name: PayPart): boolean => partsNamed(name).length > 0
export const textOf = (name: PayPart): string => part(name).textContent?.trim() ?? ''

/** Presses a part, as a payer would. */
export async function press(name: PayPart): Promise<void> {
  part(name).click()
  await settle()
}

/** Presses a key where the focus is. */
export async function key(name: string): Promise<void> {
  document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true }))
  await settle()
}

/** Time passes; what it wakes is done. */
export async function pass(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms)
  await settle()
}

export const stage: Stage = {
  click: (name) => press(name as PayPart),
  see: () => settle(),
}

/** Mounts a dialog behind a button that had the focus. */
export async function showDialog(shop: Shop, props: Partial<PayDialogProps> & { open?: boolean } = {}, slots: Record<string, string> = {}, ui: PayUIOptions = {}) {
  const opener = document.createElement('button')
  document.body.append(opener)
  opener.focus()
  const wrapper = mount(PayDialog, {
    attachTo: document.body,
    props: { intent: INTENT, open: true, 'onUpdate:open': (open: boolean) => void wrapper.setProps({ open }), ...props },
    slots,
    global: { plugins: [createPayUI({ client: shop.client, ...ui })] },
  })
  onTestFinished(() => {
    wrapper.unmount()
    opener.remove()
  })
  await settle()
  return { wrapper, opener, facts: (name: string) => (wrapper.emitted(name) ?? []).map(([fact]) => fact as Record<string, unknown>) }
}
