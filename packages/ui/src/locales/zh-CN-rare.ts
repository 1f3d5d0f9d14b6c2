import type { PayMessages } from './messages'

/** 简体中文, ends that few payers see. */
export const zhCNRare: PayMessages['rare'] = {
  late: { title: '支付成功', text: '这笔付款刚刚才查到，已经确认，不用再付。' },
  refund: {
    partial: { title: '已支付，部分已退款', text: '退款按原路退回，到账时间以钱包的通知为准。' },
    complete: { title: '已支付，已全额退款', text: '退款按原路退回，到账时间以钱包的通知为准。' },
  },
  twice: { title: '这笔订单付了两次', text: '两笔付款都收到了，商家会退回其中一笔。请不要再付，可以把两个号码告诉商家。' },
  uncancelled: { title: '请勿重复支付', text: '还没能确认订单已取消。请先不要再付款；网络恢复后会接着取消。钱如果已经付出，不会丢失。' },
}
