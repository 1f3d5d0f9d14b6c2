import type { PayMessages } from './messages'

/** 简体中文, a wallet's page in a frame. */
export const zhCNFrame: PayMessages['frame'] = {
  title: (provider) => `${provider}的付款页面`,
  help: '看不到付款页面？',
  open: '在新标签页打开',
  enlarge: '放大',
  shrink: '缩小',
  blocked: '付款页面不能在这里显示。请在新标签页付款，付完后回到这里。',
  unsafe: '付款页面的地址不安全，没有打开。请告诉商家。',
}
