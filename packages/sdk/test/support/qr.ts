import { expect } from 'vitest'
import type { BackedWorld } from './backends'
import { heard } from './heard'

/** Starts a checkout of a world's goods in a page of its own, and brings it to the QR. */
export async function toQr(open: BackedWorld) {
  const page = open.page()
  const checkout = page.checkout(open.goods)
  const told = heard(checkout)
  checkout.start()
  await open.world.clock.advance(0)
  expect(checkout.state.name).toBe('waiting')
  return { ...page, checkout, told }
}
