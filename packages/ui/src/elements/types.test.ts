import { expect, expectTypeOf, it } from 'vitest'
import type { PayDialogElement, PayQrcodeElement, ScanPayElement } from './index'

// What is expected here is held by the type check (`run typecheck`): at run time the elements are plain ones.
it('a page asks for the three elements by their names, and gets their own types', () => {
  expectTypeOf(document.querySelector('pay-dialog')).toEqualTypeOf<PayDialogElement | null>()
  expectTypeOf(document.createElement('pay-qrcode')).toEqualTypeOf<PayQrcodeElement>()
  expectTypeOf(document.querySelectorAll('scan-pay')).toEqualTypeOf<NodeListOf<ScanPayElement>>()
})

it('each is an element like any other to what takes one', () => {
  expectTypeOf<PayDialogElement>().toExtend<HTMLElement>()
  expectTypeOf<PayQrcodeElement>().toExtend<HTMLElement>()
  expectTypeOf<ScanPayElement>().toExtend<HTMLElement>()
  const dialog = document.createElement('pay-dialog')
  document.body.append(dialog)
  expect(dialog.isConnected).toBe(true)
  dialog.remove()
})

it('a listener is told the facts of its own event, and the page’s events are still there', () => {
  const dialog = document.createElement('pay-dialog')
  dialog.addEventListener('paid', ({ detail }) => expectTypeOf(detail.late).toBeBoolean())
  dialog.addEventListener('method-change', ({ detail }) => expectTypeOf(detail.gatewayType).toBeString())
  dialog.addEventListener('click', (event) => expectTypeOf(event).toEqualTypeOf<PointerEvent>())
  document.createElement('scan-pay').addEventListener('rejected', ({ detail }) => expectTypeOf(detail.masked).toBeString())
  // @ts-expect-error an intent says what is to be paid
  dialog.intent = { intentId: 'cart-42' }
})
