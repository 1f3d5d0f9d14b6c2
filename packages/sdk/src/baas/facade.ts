/** The facade over an app. */
import { credentialsPath } from '../backends/mincloud'
import { HError } from '../errors'
import type { App } from './app'
import { OrderQuery } from './order'
import { payWith } from './pay'
import type { CallOptions, InitOptions } from './settings'

/** What `BaaS.getWechatJSSDKCredentials` resolves with; `wx.config` wants `appId` and `nonceStr`, with capitals. */
export interface WechatJssdkCredentials {
  appid: string
  timestamp: number
  noncestr: string
  signature: string
}

/** Makes the facade. */
export function createFacade(app: App) {
  return {
    /**
     * Tells the facade whose app this is. Called once per page, before anything else; calling it again replaces the settings.
     * @throws HError 605 when the client id is not a text.
     */
    init(clientID: string, options?: InitOptions): void {
      app.init(clientID, options)
    },
    HError,
    payment: {
      /**
       * WeChat Pay. Rejects with HError 608 for a gatewayType that is not WeChat's.
       *
       * `weixin_tenpay_js` waits for WeChat's bridge (615 where there is none, 611 where `way: 'wx'` finds no JS-SDK, both before any order
       * exists), makes the order, and asks the payer. It resolves with the bridge's answer, which is **no proof of a payment**: ask for the
       * order by `trade_no`. It rejects with 607 when the payer cancels, 608 when the bridge refuses, 601 when it never answers; each has the
       * order's numbers, and `mayHavePaid` is true once the payer was asked.
       */
      payWithWechat: payWith(app, 'wechat'),
      /** Alipay. Rejects with HError 608 for a gatewayType that is not Alipay's. */
      payWithAlipay: payWith(app, 'alipay'),
      /** QQ wallet. Rejects with HError 608 for a gatewayType that is not QQ's. */
      payWithQQ: payWith(app, 'qq'),
    },
    /**
     * Looks orders up.
     * @example
     * const { data } = await new BaaS.Order().limit(1).getOrderList({ trade_no })
     * const isPaid = data.objects[0]?.status === 'success'
     */
    Order: class extends OrderQuery {
      constructor() {
        super(app)
      }
    } as new () => OrderQuery,
    /**
     * What `wx.config` takes, under MinCloud's own names. Sign the address that the page was **entered** by on iOS, its present one on
     * Android, without the `#` and what follows.
     */
    getWechatJSSDKCredentials: async (url: string, options: CallOptions = {}): Promise<WechatJssdkCredentials> => {
      const path = credentialsPath(url)
      return app.call(path, options, async ({ send }) => (await send<WechatJssdkCredentials>(path)).data)
    },
  }
}
