import jsQR from 'jsqr'
import { expect, it } from 'vitest'
import { photograph } from '../test/browser'
import { CODE_URL } from '../test/shop'
import { definePayElements } from './index'

const codeIn = (element: Element) => element.shadowRoot?.querySelector('svg') ?? null

it('<pay-qrcode> draws a text that a camera reads, draws the next one, and needs no client', async () => {
  definePayElements()
  document.body.innerHTML = `<pay-qrcode text="${CODE_URL}" label="支付码" locale="en"></pay-qrcode>`
  const element = document.querySelector('pay-qrcode')
  if (!element) throw new Error('no element')
  let drawn = 0
  element.addEventListener('drawn', () => { drawn += 1 })
  await expect.poll(() => codeIn(element)).toBeTruthy()
  expect(codeIn(element)?.getAttribute('aria-label')).toBe('支付码')
  const { data, width, height } = await photograph(element)
  expect(jsQR(data, width, height)?.data).toBe(CODE_URL)
  element.text = 'https://qr.alipay.com/bax1'
  element.sizePx = 300
  await expect.poll(() => codeIn(element)?.getBoundingClientRect().width).toBeGreaterThan(224)
  const next = await photograph(element)
  expect(jsQR(next.data, next.width, next.height)?.data).toBe('https://qr.alipay.com/bax1')
  expect(drawn).toBeGreaterThan(1)
})

it('a text that is too long for a code is told', async () => {
  definePayElements()
  const element = document.createElement('pay-qrcode')
  const told = new Promise((resolve) => { element.addEventListener('broken', ({ detail }) => resolve(detail.error)) })
  element.text = 'x'.repeat(5_000)
  document.body.append(element)
  await expect(told).resolves.toBeInstanceOf(Error)
  element.remove()
})
