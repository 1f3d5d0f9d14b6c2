import { describe, expect, it, vi } from 'vitest'

describe('the doors of the package', () => {
  it('. has these exports', async () => {
    expect(Object.keys(await import('../src/index')).toSorted()).toEqual([
      'BaaS', 'HError', 'TransportError', 'createCheckout', 'createPayClient', 'fenToYuan', 'fetchTransport', 'gatewayTypes', 'gateways', 'isEnd', 'isGatewayType',
      'isHError', 'memoryStorage', 'minCloud', 'readAnswer', 'transition', 'watchOrder', 'yuanToFen',
    ])
  })

  it('./axios has these exports', async () => {
    expect(Object.keys(await import('../src/axios'))).toEqual(['axiosTransport'])
  })

  it('importing them without a DOM does nothing', async () => {
    vi.resetModules()
    const before = Object.getOwnPropertyNames(globalThis)
    const spies = [vi.spyOn(globalThis, 'fetch'), vi.spyOn(globalThis, 'setTimeout')]
    await import('../src/index')
    expect(Object.getOwnPropertyNames(globalThis)).toEqual(before)
    for (const spy of spies) expect(spy).not.toHaveBeenCalled()
    expect(globalThis).not.toHaveProperty('window')
  })

  it('the script tag gives window.BaaS, and keeps what another SDK left there', async () => {
    vi.stubGlobal('window', { BaaS: { auth: 'of the original', payment: 'of the original' } })
    await import('../src/script')
    const { BaaS } = await import('../src/baas')
    expect((globalThis as { window?: { BaaS: object } }).window?.BaaS).toEqual({ auth: 'of the original', ...BaaS })
    vi.unstubAllGlobals()
  })
})
