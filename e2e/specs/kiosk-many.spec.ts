import type { CDPSession } from '@playwright/test'
import { expect, test } from '../fixtures/own-demo'
import type { CodeProvider } from '../fixtures/phone'
import { createScanner, kiosk } from '../models/kiosk'

const CUSTOMERS = 50
/** By then the list of the last results is full, and everything that is loaded late has come. */
const SETTLED = 10
const PROVIDERS: readonly CodeProvider[] = ['wechat', 'alipay', 'qq']

interface Figures {
  readonly listeners: number
  readonly nodes: number
  readonly heapKb: number
}

/** What a page holds once the garbage is gone. */
async function measure(cdp: CDPSession): Promise<Figures> {
  await cdp.send('HeapProfiler.collectGarbage')
  await cdp.send('HeapProfiler.collectGarbage')
  const { metrics } = await cdp.send('Performance.getMetrics')
  const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0
  return { listeners: of('JSEventListeners'), nodes: of('Nodes'), heapKb: Math.round(of('JSHeapUsedSize') / 1024) }
}

test(`${CUSTOMERS} customers in a row in one page: each pays once, and neither memory nor listeners grow`, async ({ driver, page, context, demo }) => {
  test.setTimeout(300_000)
  await context.addInitScript(() => localStorage.setItem('playground.dock', 'false'))
  const till = kiosk(driver)
  const scanner = await createScanner(page)
  const cdp = await context.newCDPSession(page)
  await cdp.send('Performance.enable')
  await cdp.send('HeapProfiler.enable')
  await till.open()
  const seen: Figures[] = []
  for (let customer = 1; customer <= CUSTOMERS; customer += 1) {
    await page.keyboard.press('F1')
    await driver.press('Enter')
    await till.waitFor('ready')
    await scanner.scan(await demo.phone.paymentCode(PROVIDERS[customer % PROVIDERS.length] ?? 'wechat'), { gapMs: 0 })
    await till.waitFor('paid')
    // By hand: Enter in the same instant as the scanner's own is taken for its second one.
    await till.press('next')
    await till.waitForRingUp()
    if (customer % SETTLED === 0) seen.push(await measure(cdp))
  }
  for (const [index, { listeners, nodes, heapKb }] of seen.entries()) test.info().annotations.push({ type: `after ${(index + 1) * SETTLED}`, description: `${listeners} listeners, ${nodes} nodes, ${heapKb} kB` })
  console.log(seen.map(({ listeners, nodes, heapKb }, index) => `after ${(index + 1) * SETTLED} customers: ${listeners} listeners, ${nodes} nodes, ${heapKb} kB of heap`).join('\n'))
  const [first, last] = [seen[0], seen[seen.length - 1]]
  expect(last?.listeners).toBeLessThanOrEqual((first?.listeners ?? 0) + 2)
  expect(last?.nodes).toBeLessThanOrEqual((first?.nodes ?? 0) * 1.05)
  // Forty sales that each left 25 kB behind would show.
  expect(last?.heapKb).toBeLessThanOrEqual((first?.heapKb ?? 0) + 1_000)
  expect(await till.results()).toEqual(Array.from({ length: 10 }, () => 'paid'))
  await demo.ledger.expect({ orders: CUSTOMERS, charges: CUSTOMERS })
})
