import type { Fields } from '../../wire/xml'
import type { TradeType } from '../trade'
import type { Wallets } from '../wallets'
import { BusinessError, CommunicationError } from './failure'

/** WeChat Pay's ways of paying. */
export type WechatTradeType = Extract<TradeType, 'NATIVE' | 'JSAPI' | 'MWEB' | 'MICROPAY'>

/** How an order of `unifiedorder` is paid. A payment code's is made by `micropay`. */
export type OrderTradeType = Exclude<WechatTradeType, 'MICROPAY'>

type Check = (fields: Fields, wallets: Wallets) => Promise<void> | void

/** What an order needs besides the fields of every order. */
const CHECKS: Readonly<Record<OrderTradeType, Check>> = {
  NATIVE: ({ product_id }) => { if (!product_id) throw new CommunicationError('LACK_PARAMS', 'product_id') },
  JSAPI: checkOpenid,
  MWEB: checkScene,
}

/** The trade type of an order whose own fields are there. @throws {BusinessError | CommunicationError} */
export async function checkedTradeType(fields: Fields, wallets: Wallets): Promise<OrderTradeType> {
  const named = fields['trade_type'] ?? ''
  // The simulated account has no app of its own on phones.
  if (named === 'APP') throw new BusinessError('NOAUTH')
  if (!isOrderTradeType(named)) throw new BusinessError('INVALID_REQUEST', 'trade_type参数错误')
  await CHECKS[named](fields, wallets)
  return named
}

const isOrderTradeType = (text: string): text is OrderTradeType => Object.hasOwn(CHECKS, text)

async function checkOpenid({ openid }: Fields, { payers }: Wallets): Promise<void> {
  if (!openid) throw new CommunicationError('LACK_PARAMS', 'openid')
  if (!(await payers.get(openid))) throw new CommunicationError('OPENID_MISMATCH')
}

const SCENES: ReadonlyMap<unknown, readonly string[]> = new Map([
  ['Wap', ['wap_url', 'wap_name']], ['IOS', ['app_name', 'bundle_id']], ['Android', ['app_name', 'package_name']],
])

function checkScene({ scene_info }: Fields): void {
  if (!scene_info) throw new CommunicationError('LACK_PARAMS', 'scene_info')
  const scene = h5InfoOf(scene_info)
  const needed = SCENES.get(scene?.get('type'))
  const isWhole = needed?.every((name) => typeof scene?.get(name) === 'string' && scene.get(name) !== '') ?? false
  if (!isWhole || !isPage(scene?.get('wap_url'))) throw new BusinessError('INVALID_REQUEST', 'scene_info参数错误')
}

const isPage = (url: unknown): boolean => url === undefined || (typeof url === 'string' && /^https?:\/\//i.test(url) && URL.canParse(url))

/** The fields of `h5_info`, or nothing where the text is not of its form. */
function h5InfoOf(text: string): ReadonlyMap<string, unknown> | undefined {
  try {
    const scene: unknown = JSON.parse(text)
    const info: unknown = isObject(scene) ? Object.entries(scene).find(([name]) => name === 'h5_info')?.[1] : undefined
    return isObject(info) ? new Map(Object.entries(info)) : undefined
  } catch {
    return undefined
  }
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
