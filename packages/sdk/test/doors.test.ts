import { readFile } from 'node:fs/promises'
import { describe, expect, it, vi } from 'vitest'

describe('the doors of the package', () => {
  it('. has these exports', async () => {
    expect(Object.keys(await import('../src/index')).toSorted()).toEqual([
      'BaaS', 'HError', 'TransportError', 'alipayBridge', 'asTradeNo', 'asTransactionNo', 'begunBy', 'createCheckout', 'createPayClient', 'detectEnvironment', 'fenToYuan', 'fetchTransport', 'forgetPending', 'gatewayTypes', 'gateways', 'isEnd', 'isGatewayType', 'isHError', 'isLinkOver', 'isSafeTarget',
      'listPending', 'memoryStorage', 'minCloud', 'payWithPaymentCode', 'providerOfPaymentCode', 'qqBridge', 'quotePrice', 'readAnswer', 'readReturnUrl', 'resume', 'suggestGateways', 'suggestMethods', 'transition', 'watchOrder', 'watchPending', 'weixinBridge', 'yuanToFen',
    ])
  })

  it('. exports these types', async () => {
    const source = await readFile(new URL('../src/index.ts', import.meta.url), 'utf8')
    const names = [...source.matchAll(/^export (type )?\{(.*)\} from/gm)].flatMap(([, allTypes, list = '']) => list.split(',').map((name) => name.trim()).filter((name) => allTypes ?? name.startsWith('type ')))
    expect(names.map((name) => name.replace('type ', '')).toSorted()).toMatchInlineSnapshot(`
      [
        "AlipayBridgeOptions",
        "AlipayJSBridge",
        "Answer",
        "App",
        "AskReason",
        "Attempt",
        "Backend",
        "BackendContext",
        "BackendSupports",
        "Bridge",
        "BridgeContext",
        "BridgeHint",
        "CallOptions",
        "Channel",
        "CheckReason",
        "Checkout",
        "CheckoutEvent",
        "CheckoutNews",
        "CheckoutState",
        "ClientToken",
        "Clock",
        "CloseResult",
        "CreateRequest",
        "CreatedOrder",
        "Environment",
        "FacadeGateway",
        "Fen",
        "Flow",
        "Gateway",
        "GatewayType",
        "Goods",
        "HErrorCode",
        "HErrorDetails",
        "Health",
        "InAppHost",
        "InitOptions",
        "IntentId",
        "JoinChannel",
        "JsapiOptions",
        "JsapiResult",
        "JssdkConfig",
        "Listen",
        "Locks",
        "MinCloudOptions",
        "Mqq",
        "Navigate",
        "Obstacle",
        "OpenedWindow",
        "Order",
        "OrderAnswer",
        "OrderCondition",
        "OrderFacts",
        "OrderList",
        "OrderListParams",
        "OrderNumbers",
        "OrderQuery",
        "OrderRecord",
        "OrderRef",
        "OrderWatch",
        "Page",
        "PayClient",
        "PayClientOptions",
        "PayMethod",
        "PayOptions",
        "PayRequest",
        "PayResult",
        "PayWith",
        "PaymentCodeOptions",
        "PaymentCodeResult",
        "PendingPayment",
        "Phase",
        "Ports",
        "Presentation",
        "Product",
        "Provider",
        "Purchase",
        "PushContext",
        "QqBridgeOptions",
        "Random",
        "Reading",
        "Refund",
        "ResumeOptions",
        "Resumed",
        "ReturnFacts",
        "ReturnNews",
        "ReturnState",
        "ReturnUrl",
        "ReturnedOrder",
        "ScanGateway",
        "ShownResult",
        "StateName",
        "Stop",
        "Storage",
        "Suggestion",
        "TraceEntry",
        "TradeNo",
        "TransactionNo",
        "Transport",
        "TransportAnswer",
        "TransportRequest",
        "Wake",
        "WatchOptions",
        "Watched",
        "WechatJssdkCredentials",
        "WeixinBridgeOptions",
        "WeixinHost",
        "WeixinJSBridge",
        "WeixinJssdk",
        "WeixinWay",
      ]
    `)
  })

  it('./axios has these exports', async () => {
    expect(Object.keys(await import('../src/axios'))).toEqual(['axiosTransport'])
  })

  it('./walnut has these exports', async () => {
    expect(Object.keys(await import('../src/walnut')).toSorted()).toEqual(['walnut', 'walnutErrCodes'])
  })

  it('./scan has these exports', async () => {
    expect(Object.keys(await import('../src/scan')).toSorted()).toEqual(['createScanDecoder', 'createScanGun', 'maskPaymentCode', 'paymentCodeRules'])
  })

  it('importing them without a DOM does nothing', async () => {
    vi.resetModules()
    const before = Object.getOwnPropertyNames(globalThis)
    const spies = [vi.spyOn(globalThis, 'fetch'), vi.spyOn(globalThis, 'setTimeout')]
    await import('../src/index')
    await import('../src/walnut')
    expect(Object.getOwnPropertyNames(globalThis)).toEqual(before)
    for (const spy of spies) expect(spy).not.toHaveBeenCalled()
    expect(globalThis).not.toHaveProperty('window')
  })

  it('the script tag gives window.BaaS, and keeps what another SDK left there', async () => {
    vi.stubGlobal('window', { BaaS: { auth: 'of the original', payment: 'of the original' } })
    await import('../src/script')
    const { BaaS, payWithPaymentCode } = await import('../src/baas')
    expect((globalThis as { window?: { BaaS: object } }).window?.BaaS).toEqual({ auth: 'of the original', ...BaaS, init: expect.any(Function), payment: { ...BaaS.payment, payWithPaymentCode } })
    vi.unstubAllGlobals()
  })
})
