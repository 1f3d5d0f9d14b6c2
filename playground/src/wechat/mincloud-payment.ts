import { BaaS, isHError, type TradeNo, type WeixinWay } from '@baas-pay/sdk'
import type { Session } from '../login/session'
import { lunch } from './lunch'
import { SILENCE_MS, SILENT, type Said, type Told } from './payment'

const CALLS: Readonly<Record<WeixinWay, string>> = { WeixinJSBridge: 'get_brand_wcpay_request', wx: 'chooseWXPay' }

function saidOf(error: unknown, way: WeixinWay): Said {
  const code = isHError(error) ? error.code : 0
  if (code === 607) return { words: `${CALLS[way]}:cancel`, isSilent: false }
  if (code === 601) return SILENT
  return { words: error instanceof Error ? error.message.replace(/^\d+: /, '') : String(error), isSilent: false }
}

/** Pays by the documented API (seed 004). Rejects where there is no order. */
export async function payByMinCloud(_session: Session, way: WeixinWay, { isSilent }: { readonly isSilent: boolean }): Promise<Told> {
  try {
    const { err_msg, trade_no } = await BaaS.payment.payWithWechat({
      gatewayType: 'weixin_tenpay_js', totalCost: lunch.priceFen / 100, merchandiseDescription: lunch.name,
      merchandiseSchemaID: lunch.schemaID, merchandiseRecordID: lunch.recordID, way,
      ...(isSilent ? { bridgeTimeoutMs: SILENCE_MS } : {}),
    })
    return { said: { words: err_msg, isSilent: false }, tradeNo: trade_no }
  } catch (error) {
    const tradeNo = isHError(error) ? error.tradeNo : undefined
    if (tradeNo === undefined) throw error
    return { said: saidOf(error, way), tradeNo }
  }
}

/** The newest order of this lunch, if the payer has one. */
export async function latestByMinCloud(): Promise<TradeNo | undefined> {
  const { data } = await new BaaS.Order().limit(1).orderBy('-created_at').getOrderList({ merchandise_schema_id: lunch.schemaID, merchandise_record_id: lunch.recordID })
  return data.objects[0]?.trade_no
}
