import { beforeEach, expect, it, vi } from 'vitest'
import { effectScope, type EffectScope } from 'vue'
import { stillPage } from '../../test/scenes'
import { INTENT, pass } from '../../test/screen'
import { openShop } from '../../test/shop'
import { useCheckout, type UseCheckoutReturn } from '.'

let scope: EffectScope

beforeEach(() => {
  vi.useFakeTimers()
  scope = effectScope()
  return () => {
    scope.stop()
    vi.useRealTimers()
  }
})

function use(shop = openShop({ ports: { page: stillPage } })): { shop: typeof shop; checkout: UseCheckoutReturn } {
  const checkout = scope.run(() => useCheckout(shop.client, INTENT))
  if (!checkout) throw new Error('no scope')
  return { shop, checkout }
}

it('sends nothing before start, and mirrors the sdk after it', async () => {
  const { shop, checkout } = use()
  expect(checkout.state.value.name).toBe('idle')
  expect(shop.calls.create).toBe(0)
  void checkout.start()
  expect(checkout.state.value.name).toBe('creating')
  await pass(0)
  expect(checkout.state.value.name).toBe('waiting')
  shop.told = { status: 'success' }
  await pass(4_000)
  expect(checkout.state.value.name).toBe('paid')
})

it('makes one order however often it is started', async () => {
  const { shop, checkout } = use()
  for (let times = 0; times < 5; times += 1) void checkout.start()
  await pass(1_000)
  expect(shop.calls.create).toBe(1)
})

it('hands out refs that nobody else can write', () => {
  const { checkout } = use()
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  // @ts-expect-error the state is the sdk's to tell
  checkout.state.value = { name: 'paid' }
  expect(checkout.state.value.name).toBe('idle')
  warn.mockRestore()
})

it('stops with its scope, closes nothing, and rejects nobody who still waits', async () => {
  const { shop, checkout } = use()
  void checkout.start()
  await pass(0)
  const asked = checkout.checkNow()
  scope.stop()
  expect((await asked).name).toBe('checking')
  const { find } = shop.calls
  await pass(60_000)
  expect(shop.calls).toEqual({ create: 1, find, close: 0, reverse: 0 })
})
