import { cancel } from './cancel'
import { close } from './close'
import { create } from './create'
import type { AlipayOperation } from './operation'
import { pay } from './pay'
import { precreate } from './precreate'
import { query } from './query'
import { refund } from './refund'
import { refundQuery } from './refund-query'

/** The methods that a merchant's server calls. */
export const METHODS: Readonly<Record<string, AlipayOperation>> = {
  'alipay.trade.precreate': precreate,
  'alipay.trade.create': create,
  'alipay.trade.pay': pay,
  'alipay.trade.query': query,
  'alipay.trade.cancel': cancel,
  'alipay.trade.close': close,
  'alipay.trade.refund': refund,
  'alipay.trade.fastpay.refund.query': refundQuery,
}
