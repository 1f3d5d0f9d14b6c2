import { createCheckout, memoryStorage, weixinBridge, type Bridge, type BridgeHint, type TradeNo, type WeixinWay } from '@baas-pay/sdk'
import { clientOf } from '../client'
import type { Session } from '../login/session'
import { lunch } from './lunch'
import { SILENCE_MS, SILENT, type Said, type Told } from './payment'

const UNASKED: Said = { words: '（没有调起钱包）', isSilent: false }

function saidOf(hint: BridgeHint): Said {
  if (hint.end === 'silent') return SILENT
  return { words: 'message' in hint && typeof hint.message === 'string' ? hint.message : hint.end, isSilent: false }
}

/** WeChat's bridge, whose words are noted on the way: a checkout does not pass them on, since they prove nothing. */
function noting(bridge: Bridge, note: (said: Said) => void): Bridge {
  return {
    ...bridge,
    async pay(payload, context) {
      const hint = await bridge.pay(payload, context)
      note(saidOf(hint))
      return hint
    },
  }
}

const keyOf = ({ uid }: Session): string => `playground.walnut.lunch.${uid}`

/**
 * Pays by a checkout over Walnut: `pay/buy`, and for `wx.chooseWXPay` the payment that seed 002's `pay?id=&openid=` prepares; what
 * WeixinJSBridge takes comes with the order. Rejects where there is no order.
 */
export async function payByWalnut(session: Session, way: WeixinWay, { isSilent }: { readonly isSilent: boolean }): Promise<Told> {
  let said = UNASKED
  const wechat = noting(weixinBridge({ way, ...(isSilent ? { timeoutMs: SILENCE_MS } : {}) }), (now) => { said = now })
  // Each press is an order of its own, as on the page over MinCloud, so that there is nothing to come back to.
  const client = clientOf(session, { bridges: { wechat }, storage: memoryStorage(), openid: way === 'wx' ? session.openid : undefined })
  const checkout = createCheckout(client, { gateway: 'weixin_tenpay_js', amountFen: lunch.priceFen, description: lunch.name, products: [{ id: lunch.recordID }] })
  // At once: the page may be left while the wallet is open.
  checkout.onEvent((news) => { if (news.type === 'created' && news.tradeNo) localStorage.setItem(keyOf(session), news.tradeNo) })
  const state = await checkout.pay()
  checkout.dispose()
  const tradeNo = 'order' in state ? state.order?.tradeNo : undefined
  if (tradeNo === undefined) throw state.name === 'failed' ? state.error : new Error('没有收到商户的回答，请稍后再试。')
  return { said, tradeNo }
}

/** The last order of this lunch that this browser made for the payer: Walnut has no list to ask for. */
export const latestByWalnut = async (session: Session): Promise<TradeNo | undefined> => (localStorage.getItem(keyOf(session)) ?? undefined) as TradeNo | undefined
