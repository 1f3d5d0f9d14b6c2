import { BASE62, HEX, randomText } from '../../ports/random-text'
import { DuplicateError } from '../../store/store'
import { formatBeijing } from '../../wire/beijing-time'
import { codeUrlOf } from '../code-url'
import type { Trade } from '../trade'
import { wasPaid } from '../trade-state'
import { tradeNow, type Wallets } from '../wallets'
import type { Operation, SignedRequest } from './envelope'
import { BusinessError, CommunicationError } from './failure'
import { checkOrderParams, expiryOf, fingerprintOf } from './order-params'

const OTHER_TRADE_TYPES = ['JSAPI', 'APP', 'MWEB']

/** `POST /pay/unifiedorder`. Ordering again with the same fields gives the same trade a fresh code. */
export const unifiedorder: Operation = {
  required: ['body', 'out_trade_no', 'total_fee', 'spbill_create_ip', 'notify_url', 'trade_type'],
  async run(request, wallets) {
    checkTradeType(request.fields)
    checkOrderParams(request.fields)
    const trade = await openTrade(request, wallets)
    const code = randomText(wallets.random, BASE62, 9)
    const now = wallets.clock.now()
    const prepayId = `wx${formatBeijing(now)}${randomText(wallets.random, HEX, 20)}`
    await wallets.prepays.insert({ id: prepayId, out_trade_no: trade.id, created_at: now, code })
    return { trade_type: trade.trade_type, prepay_id: prepayId, code_url: codeUrlOf(code) }
  },
}

function checkTradeType(fields: SignedRequest['fields']): void {
  if (OTHER_TRADE_TYPES.includes(fields['trade_type'] ?? '')) throw new BusinessError('NOAUTH')
  if (fields['trade_type'] !== 'NATIVE') throw new BusinessError('INVALID_REQUEST', 'trade_type参数错误')
  if (!fields['product_id']) throw new CommunicationError('LACK_PARAMS', 'product_id')
}

/** Makes the trade, or finds the same one still open. */
async function openTrade({ fields, signType }: SignedRequest, wallets: Wallets): Promise<Trade> {
  const number = fields['out_trade_no'] ?? ''
  const known = await wallets.trades.get(number)
  if (known) return sameTrade(tradeNow(known, wallets), fields)
  const trade = newTrade({ fields, signType }, wallets.clock.now())
  try {
    await wallets.trades.insert(trade)
    return trade
  } catch (error) {
    // Another request with this number came first.
    if (error instanceof DuplicateError) return openTrade({ fields, signType }, wallets)
    throw error
  }
}

function sameTrade(trade: Trade, fields: SignedRequest['fields']): Trade {
  if (wasPaid(trade)) throw new BusinessError('ORDERPAID')
  if (trade.state === 'CLOSED') throw new BusinessError('ORDERCLOSED')
  if (trade.fingerprint !== fingerprintOf(fields)) throw new BusinessError('INVALID_REQUEST', '201 商户订单号重复')
  return trade
}

function newTrade({ fields, signType }: SignedRequest, now: number): Trade {
  return {
    id: fields['out_trade_no'] ?? '',
    state: 'NOTPAY',
    appid: fields['appid'] ?? '',
    mch_id: fields['mch_id'] ?? '',
    trade_type: 'NATIVE',
    body: fields['body'] ?? '',
    total_fee: Number(fields['total_fee']),
    notify_url: fields['notify_url'] ?? '',
    attach: fields['attach'] ?? '',
    device_info: fields['device_info'] ?? '',
    spbill_create_ip: fields['spbill_create_ip'] ?? '',
    openid: null,
    sign_type: signType,
    fingerprint: fingerprintOf(fields),
    created_at: now,
    expires_at: expiryOf(fields, now),
    payment: null,
    refunds: [],
    notices: [],
  }
}
