import type { PayMessages } from './messages'

/** 简体中文 */
export const zhCN: PayMessages = {
  locale: 'zh-CN',
  providers: { wechat: '微信支付', alipay: '支付宝', qq: 'QQ 钱包', paypal: 'PayPal' },
  dismiss: '关闭窗口，订单保留',
  code: {
    label: (provider) => `${provider}付款二维码`,
    broken: '二维码没能显示出来',
    reload: '重新显示',
    creating: { hint: '正在生成付款码', help: '通常只要一两秒' },
    waiting: (provider) =>
      provider === 'wechat'
        ? { hint: '请用微信扫一扫', help: '手机微信右上角 +，选“扫一扫”' }
        : { hint: '请用手机扫一扫', help: '用手机上的钱包应用扫描二维码' },
    phase: {
      scanned: { hint: '已扫码，请在手机上确认', help: '付完后这里会自动更新' },
      userpaying: { hint: '已扫码，请在手机上确认', help: '付完后这里会自动更新' },
    },
    elsewhere: { hint: '请在打开的页面完成付款', help: '付完后回到这里，会自动更新' },
    verifying: { hint: '付款码到时间了', help: '正在确认有没有收到付款，请稍等' },
    cancelling: { hint: '正在取消订单', help: '先确认没有付款再取消，请不要再扫码' },
    renewing: { hint: '正在换新的付款码', help: '请不要再扫刚才的二维码' },
  },
  check: {
    ask: '我已完成付款',
    busy: '正在查询…',
    unpaid: '还没有查到付款。刚付完的话稍等几秒，这里会自动更新。',
    again: '再查一次',
    stillUnknown: '还是没有查到结果。请先不要付款，稍后再查。',
    stillUnpaid: '又查了一次，这笔订单没有收到付款。',
  },
  cancel: {
    ask: '取消订单',
    question: '取消后，这个二维码就不能付款了。',
    confirm: '取消订单',
    keep: '继续付款',
    refused: '现在还不能取消。不用付款，到时间会自动关闭。',
  },
  result: {
    paid: { title: '支付成功', text: '' },
    closed: { title: '订单已取消', text: '没有扣款，刚才的二维码已经失效。' },
    failed: { title: '没能生成付款码', text: '没有扣款，可以放心重试。' },
    refused: { title: '这笔付款没有成功', text: '没有扣款，可以重新付款。' },
    misused: { title: '暂时不能付款', text: '请联系商家，告诉他们付款打不开。' },
    expired: { title: '二维码已过期', text: '没有收到付款，也没有扣款。需要的话，换一个新的二维码。' },
    timeUp: { title: '付款时间到了', text: '还没有查到付款。如果刚刚付过，请先再查一次；钱不会丢失。没有付过，可以换一个新的二维码。' },
    unknown: { title: '请勿重复支付', text: '还没有查到这笔付款的结果。钱如果已经付出，不会丢失；请先再查一次，或把下面的号码告诉商家。' },
  },
  retry: '重试',
  renew: '新二维码',
  renewRefused: '现在还不能换新的。原来的订单还在，请稍后再试。',
  olderOrder: '这是刚才那笔订单，现在还不能换成新的。付款前请看清金额。',
  payAgain: '重新付款',
  confirm: '确定',
  close: '关闭',
  autoClose: (seconds) => `${seconds} 秒后自动返回`,
  order: { label: '订单号', tokenLabel: '查询号', copy: '复制', copied: '已复制', copiedAloud: '号码已复制', selected: '已选中，请手动复制' },
  paidAt: '支付时间',
  countdown: { left: '剩余', aloud: (time) => `付款时间还剩 ${time}`, minutes: (count) => `${count} 分钟`, seconds: (count) => `${count} 秒` },
  network: {
    unstable: '网络不稳定，正在重试。已付款不会丢失',
    offline: '网络已断开，恢复后自动继续。已付款不会丢失',
    creating: '网络不稳定，正在重试。还没有扣款',
    back: '网络已恢复',
    since: (ago) => `上次查到结果：${ago}`,
  },
}
