import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from '../fixtures/test'
import { shop } from '../models/shop'

/** A page of an origin that nobody allowed. */
async function foreignPage(): Promise<{ origin: string; close(): Promise<void> }> {
  const server = createServer((_request, response) => response.setHeader('content-type', 'text/html').end('<!doctype html><title>foreign</title>'))
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const { port } = server.address() as AddressInfo
  return { origin: `http://127.0.0.1:${port}`, close: () => new Promise((resolve) => { server.close(() => resolve()) }) }
}

test('rule 8: a page of another origin can\'t make the phone pay, by any way that a page has', async ({ driver, phone, origins }) => {
  const store = shop(driver)
  await store.toQr()
  const content = await store.dialog.readQr()
  const foreign = await foreignPage()
  const attacker = await driver.openTab()
  await attacker.goto(foreign.origin)
  const wallets = origins.wallets
  const attempts = await attacker.eval(async ({ url, body }) => {
    const attempt = (init: RequestInit) => fetch(url, { method: 'POST', body, ...init }).then((response) => response.type + response.status, () => 'blocked')
    return [
      await attempt({ headers: { 'content-type': 'application/json' } }),
      await attempt({ mode: 'no-cors' }),
      await attempt({ mode: 'no-cors', headers: { 'content-type': 'text/plain' } }),
      await attempt({ mode: 'no-cors', headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
      String(navigator.sendBeacon(url, new Blob([body], { type: 'text/plain' }))),
    ]
  }, { url: `${wallets}/phone/pay`, body: JSON.stringify({ content, password: '123456' }) })
  expect(attempts[0]).toBe('blocked')

  // A form sends `name=value` as text: made so that the whole is JSON.
  await attacker.eval(({ url, name, value }) => {
    const form = Object.assign(document.createElement('form'), { method: 'post', action: url, enctype: 'text/plain' })
    const field = Object.assign(document.createElement('input'), { name, value })
    form.append(field)
    document.body.append(form)
    form.submit()
  }, { url: `${wallets}/phone/pay`, name: `${JSON.stringify({ content, password: '123456' }).slice(0, -1)},"x":"`, value: '"}' })

  expect(await phone.scan(content)).toMatchObject({ state: 'NOTPAY' })
  await store.dialog.check()
  expect(await store.dialog.state()).not.toBe('paid')
  await foreign.close()
})

test('rule 8: the phone\'s page can be framed by nobody but the playground', async ({ origins }) => {
  const { headers } = await fetch(`${origins.wallets}/phone`)
  const ancestors = /frame-ancestors ([^;]+)/.exec(headers.get('content-security-policy') ?? '')?.[1]?.trim().split(/\s+/)
  const allowed = ["'self'", 'http://127.0.0.1:5173', 'http://localhost:5173', origins.playground]
  expect(ancestors?.length).toBeGreaterThan(0)
  expect(ancestors?.filter((ancestor) => !allowed.includes(ancestor))).toEqual([])
})
