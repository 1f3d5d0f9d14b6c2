import type { Order } from '../order'
import type { Pay, Trail } from './records'

/** The JS object that `wx.chooseWXPay` takes. `timestamp` is written small there, and is signed as `timeStamp`. */
export interface JsObject {
  readonly appId: string
  readonly timestamp: string
  readonly nonceStr: string
  readonly package: string
  readonly signType: string
  readonly paySign: string
}

/** What seed 002 keeps of a payment through WeChat, as a page may see it: what signs a message is left out. */
export interface TrailView extends Trail {
  readonly pay_type?: 'weixin'
  readonly pay_jsobj?: JsObject
}

/** The JS object of a bridge call that was prepared; nothing for another order. */
export function jsObjectOf({ shown }: Order): JsObject | undefined {
  const { appId, timeStamp: timestamp, nonceStr, package: prepared, signType, paySign } = shown
  if (!appId || !timestamp || !nonceStr || !prepared || !signType || !paySign) return undefined
  return { appId, timestamp, nonceStr, package: prepared, signType, paySign }
}

/** The trail of a pay object; nothing for one of another provider. */
export function trailView({ pay_tp, trail }: Pay, order: Order | undefined): TrailView {
  if (!pay_tp.startsWith('wx.')) return {}
  const { pay_send, pay_rexml, pay_remap, pay_result, pay_time } = trail
  const pay_jsobj = order && jsObjectOf(order)
  return {
    pay_type: 'weixin',
    ...(pay_send && { pay_send: unsigned(pay_send) }),
    ...(pay_rexml !== undefined && { pay_rexml: pay_rexml.replace(/<sign>.*?<\/sign>/s, '') }),
    ...(pay_remap && { pay_remap: unsigned(pay_remap) }),
    ...(pay_jsobj && { pay_jsobj }),
    ...(pay_result && { pay_result: unsigned(pay_result) }),
    ...(pay_time !== undefined && { pay_time }),
  }
}

/** A signed message is good to be sent again by whoever has it. */
function unsigned(fields: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => name !== 'sign'))
}
