import type { PayMessages } from './messages'

const apps = { wechat: '微信', alipay: '支付宝', qq: '手机 QQ', paypal: 'PayPal' }

/** 简体中文, the rows of the choice of a way of paying. */
export const zhCNWays: PayMessages['ways'] = {
  how: {
    qrcode: (provider) => `用${apps[provider]}扫码`,
    phone: (provider) => `用另一台手机的${provider === 'qq' ? ' QQ ' : apps[provider]}扫码`,
    jsapi: () => '在本页直接付款',
    redirect: (provider) => `打开${apps[provider]}付款`,
  },
  obstacles: {
    'in-wechat': '请在微信中打开', 'in-alipay': '请在支付宝中打开', 'in-qq': '请在手机 QQ 中打开', 'in-browser': '请在浏览器中打开',
    'on-phone': '请在手机上打开', 'on-desktop': '请在电脑上打开', 'at-counter': '请到收银台使用',
  },
}
