import type { Wallets } from '../wallets/wallets'

/** What a client of each provider signs and verifies with, keys in PEM, and the WeChat openid of the account that the phone is logged in with. */
export async function credentialsView({ credentials, payers }: Pick<Wallets, 'credentials' | 'payers'>): Promise<Readonly<Record<'wechat' | 'alipay' | 'qq' | 'paypal', object>>> {
  const [wechat, keys, alipay, qq, paypal, payer] = await Promise.all([credentials.wechat(), credentials.wechatKeys(), credentials.alipay(), credentials.qq(), credentials.paypal(), payers.current()])
  const { merchant_serial, merchant_private_key, platform_serial, platform_public_key } = keys
  return {
    wechat: {
      appid: wechat.appid, mch_id: wechat.mch_id, key: wechat.key, secret: wechat.secret, api_v3_key: wechat.api_v3_key,
      merchant_serial, merchant_private_key, platform_serial, platform_public_key, openid: payer.id,
    },
    alipay: { app_id: alipay.app_id, seller_id: alipay.seller_id, merchant_private_key: alipay.merchant_private_key, alipay_public_key: alipay.alipay_public_key },
    qq: { appid: qq.appid, mch_id: qq.mch_id, key: qq.key, op_user_id: qq.op_user_id, op_user_passwd: qq.op_user_passwd },
    paypal: { client_id: paypal.client_id, secret: paypal.secret },
  }
}
