import { detectEnvironment, type PayMethod } from '@baas-pay/sdk'
import { isWalnut } from '../backend'

const { device } = detectEnvironment(navigator.userAgent)

const WALNUT: readonly PayMethod[] = ['weixin_tenpay_native', 'alipay_qrcode', 'paypal']
/** In a phone's browser each wallet's own best way; on a desktop a code of each, and Alipay's page. */
const MINCLOUD: readonly PayMethod[] = device === 'phone' ? ['wechat', 'alipay', 'qq'] : ['weixin_tenpay_native', 'alipay_qrcode', 'qpay_native', 'alipay_page']

/** What the shop's customers may pay by. */
export const methods = isWalnut ? WALNUT : MINCLOUD
