import { inspectRoutes } from 'hono/dev'
import { expect, test } from 'vitest'
import { createManualClock } from '../../src/index'
import { createRequestFeed } from '../../src/http/request-feed'
import { createMerchantApp } from '../../src/merchant/app'
import { createMerchant } from '../../src/merchant/merchant'
import { resolveOptions } from '../../src/options'
import { createAdjustableClock } from '../../src/ports/adjustable-clock'
import { createScenarios } from '../../src/scenarios/scenarios'
import { createWalletsApp } from '../../src/wallets/app'
import { createWallets } from '../../src/wallets/wallets'
import { ENDPOINTS } from './endpoints'

/** What only hands out a file of the package, and the socket, which walnut/socket.test.ts is hostile to. */
const FILE = /^\/websocket$|^\/(phone|cashier|h5|alipay|paypal)(\/|\/.*\.(css|js))?$/

const nobody = (): Promise<never> => Promise.reject(new Error('no route asks for an account by itself'))

/** The routes of both wings, as they are put together. */
function routes(): string[] {
  const clock = createAdjustableClock(createManualClock())
  const ports = { ...resolveOptions({}), clock, http: () => Promise.reject(new Error('no route sends anything by itself')) }
  const scenarios = createScenarios(clock)
  const requests = createRequestFeed(clock)
  const wallets = createWallets({ ...ports, scenarios })
  const gateways = { wechat: { payUrl: '', apiUrl: '', openUrl: '', account: wallets.credentials.wechat }, alipay: { gatewayUrl: '', account: nobody }, qq: { payUrl: '', apiUrl: '', account: nobody } }
  const merchant = createMerchant({ ...ports, gateways, scenarios })
  const apps = { merchant: createMerchantApp(merchant, ports, requests), wallets: createWalletsApp(wallets, ports, { wallets, merchant, scenarios, clock, requests }) }
  return Object.entries(apps).flatMap(([wing, app]) => inspectRoutes(app).filter(({ isMiddleware }) => !isMiddleware).map(({ method, path }) => ({ wing, method, path })))
    .filter(({ path }) => !FILE.test(path))
    .map(({ wing, method, path }) => `${wing} ${method} ${path}`)
}

test('rule 8: every route of both wings is among those that the tests here are hostile to', () => {
  const listed = ENDPOINTS.map(({ wing, method, route }) => `${wing} ${method} ${route}`)
  expect([...new Set(listed)].toSorted()).toStrictEqual(routes().toSorted())
})
