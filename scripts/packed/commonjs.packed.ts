import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { sameVersion, stranger, type Stranger } from './stranger'

const SCRIPT = `const { BaaS, createPayClient, fetchTransport, minCloud } = require('@baas-pay/sdk')
const { createScanGun } = require('@baas-pay/sdk/scan')
const { walnut } = require('@baas-pay/sdk/walnut')
const { axiosTransport } = require('@baas-pay/sdk/axios')

async function main() {
  const { createMockServer } = await import('@baas-pay/mock-server')
  const server = createMockServer()
  BaaS.init('demo', { host: 'http://127.0.0.1:8787', transport: fetchTransport((url, init) => server.merchant.fetch(url, init)) })
  const { data } = await BaaS.payment.payWithWechat({ gatewayType: 'weixin_tenpay_native', totalCost: 0.1, merchandiseDescription: 'x' })
  await server.close()
  console.log(data.code_url.split('?')[0], [createPayClient, minCloud, createScanGun, walnut, axiosTransport].map((one) => typeof one).join())
}
main()
`

const TYPED = `import { createPayClient, minCloud, type Backend, type PayRequest } from '@baas-pay/sdk'
import { createScanGun } from '@baas-pay/sdk/scan'
import { walnut } from '@baas-pay/sdk/walnut'
import { axiosTransport } from '@baas-pay/sdk/axios'

const backend: Backend = minCloud({ clientID: 'demo', host: 'https://pay.example.com' })
export const request: PayRequest = { gateway: 'weixin_tenpay_native', amountFen: 10, description: 'x' }
export const all = [createPayClient({ backend, transport: axiosTransport() }), createScanGun, walnut]
`

const SERVED = `import { createMockServer } from '@baas-pay/mock-server'
import { serve } from '@baas-pay/mock-server/serve'

export const answer: Promise<Response> = Promise.resolve(createMockServer().merchant.fetch('http://127.0.0.1:8787/healthz'))
export { serve }
`

const tsconfig = (moduleResolution: string, module: string, include: readonly string[]) => JSON.stringify({
  compilerOptions: { target: 'ES2022', lib: ['ES2022', 'DOM', 'DOM.Iterable'], module, moduleResolution, strict: true, skipLibCheck: false, noEmit: true, types: ['node'] }, include,
})

let project: Stranger
beforeAll(async () => {
  const tarballs = inject('tarballs')
  project = await stranger({
    'script.cjs': SCRIPT, 'as-esm.mts': TYPED, 'as-cjs.cts': TYPED, 'server.mts': SERVED,
    'node16.json': tsconfig('node16', 'node16', ['*.mts', '*.cts']),
    'bundler.json': tsconfig('bundler', 'esnext', ['*.mts']),
  }, {
    '@baas-pay/sdk': tarballs['@baas-pay/sdk'], '@baas-pay/mock-server': tarballs['@baas-pay/mock-server'],
    typescript: sameVersion('typescript'), '@types/node': sameVersion('@types/node'),
  })
})
afterAll(() => project?.remove())

describe('a CommonJS project', () => {
  it('requires the sdk, and pays at a mock server in its own process', async () => {
    expect(await project.node('script.cjs')).toBe('weixin://wxpay/bizpayurl function,function,function,function,function\n')
  })

  it('starts the mock server by its program', async () => {
    expect(await project.node('node_modules/@baas-pay/mock-server/bin/baas-pay-mock.mjs', '--help')).toContain('--port')
  })

  it.each(['node16', 'bundler'])('has the types under moduleResolution %s, without skipLibCheck', async (name) => {
    expect(await project.node('node_modules/typescript/bin/tsc', '-p', `${name}.json`)).toBe('')
  })
})
