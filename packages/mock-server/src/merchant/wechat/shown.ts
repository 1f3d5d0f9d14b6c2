import type { Random } from '../../ports/random'
import { nonce } from '../../ports/random-text'
import { signV2, type SignType } from '../../wire/v2-sign'
import type { Fields } from '../../wire/xml'
import type { Order, Shown } from '../order'
import { ProviderError } from '../provider'
import type { WechatAccount } from './gateway'

/** How the order that is shown was made. */
export interface Placed {
  readonly account: WechatAccount
  readonly signType: SignType
  readonly random: Random
  readonly now: number
}

/** What WeChat Pay's answer to an order gives the payer, by the way of paying. @throws {ProviderError} it is missing */
export const SHOWN_BY: Readonly<Record<TradeType, (answer: Fields, order: Order, placed: Placed) => Shown>> = {
  NATIVE: (answer) => ({ code_url: fieldOf(answer, 'code_url') }),
  MWEB: (answer, { return_url }) => ({ mweb_url: withReturn(fieldOf(answer, 'mweb_url'), return_url) }),
  JSAPI: (answer, _, placed) => bridgePayload(fieldOf(answer, 'prepay_id'), placed),
}

/** The `trade_type` of an order that the payer pays by himself. */
export type TradeType = 'NATIVE' | 'JSAPI' | 'MWEB'

function fieldOf(answer: Fields, name: string): string {
  const value = answer[name]
  if (!value) throw new ProviderError(`WeChat Pay accepted the order and gave no ${name}`)
  return value
}

/** The `mweb_url` of an order whose payer is to come back. */
export function withReturn(mwebUrl: string, returnUrl: string | null): string {
  return returnUrl === null ? mwebUrl : `${mwebUrl}&redirect_url=${encodeURIComponent(returnUrl)}`
}

/** The bridge's fields, under a signature of their own. The seconds are text: a number is refused by some phones. */
function bridgePayload(prepayId: string, { account, signType, random, now }: Placed): Shown {
  const payload = { appId: account.appid, timeStamp: String(Math.floor(now / 1000)), nonceStr: nonce(random), package: `prepay_id=${prepayId}`, signType }
  return { ...payload, paySign: signV2(payload, account.key, signType) }
}
