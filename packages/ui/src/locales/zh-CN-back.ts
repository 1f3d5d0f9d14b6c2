import type { PayMessages } from './messages'

/** 简体中文, the landing page after a redirect. */
export const zhCNBack: PayMessages['back'] = {
  title: '支付结果',
  checking: { title: '正在确认付款结果', text: '通常只要几秒，请稍等。' },
  waiting: { title: '支付完成了吗？', text: '现在还没有查到付款。已经付了的话请稍等，查到后这里会自动更新。' },
  done: '已完成支付',
  notDone: '未完成，重新支付',
  expired: { title: '订单已关闭', text: '没有收到付款，也没有扣款。需要的话，可以重新支付。' },
  timeUp: { title: '付款时间到了', text: '还没有查到付款。如果刚刚付过，请先再查一次；钱不会丢失。' },
  elsewhere: '还要付款的话，请回到下单时用的浏览器或 App。',
  noOrder: { title: '不知道要查哪一笔订单', text: '可能换了浏览器，或者链接不完整。请回到付款前的页面查看；如果已经付过，请勿重复支付。' },
  retry: '重新支付',
  leave: '返回商家',
}
