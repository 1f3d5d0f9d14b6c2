import type { PayMessagesOverride } from '@baas-pay/ui'

/** The words of the payment screens that Walnut's own suggestion draws (seed 000), where they are not ours already. */
export const seedWords: PayMessagesOverride = {
  check: { ask: '我已经完成了付款', look: '检查是否完成了付款' },
  result: { paid: { text: '点击确定按钮查看效果' } },
}
