import { WALLETS } from '../mock'
import { parseXml } from '../../src/wire/xml'
import { accountOf, order, postRaw, signed } from '../wechat'
import type { Bench, Operation } from './cause'
import type { PRODUCED } from './table'

/** The path of each operation, and fields that its first checks take. */
export const OPERATIONS: Readonly<Record<Operation, readonly [path: string, fields: Readonly<Record<string, string | undefined>>]>> = {
  unifiedorder: ['/pay/unifiedorder', order()],
  orderquery: ['/pay/orderquery', { out_trade_no: 'order00001' }],
  closeorder: ['/pay/closeorder', { out_trade_no: 'order00001' }],
  micropay: ['/pay/micropay', { ...order(), auth_code: '100000000000000000' }],
  reverse: ['/secapi/pay/reverse', { out_trade_no: 'order00001' }],
  refund: ['/secapi/pay/refund', { out_trade_no: 'order00001', out_refund_no: 'r1', total_fee: '10', refund_fee: '10' }],
  refundquery: ['/pay/refundquery', { out_trade_no: 'order00001' }],
  authcodetoopenid: ['/tools/authcodetoopenid', { auth_code: '100000000000000000' }],
}

type EveryCause = (operation: Operation, bench: Bench) => Promise<Record<string, string>>

const raw = (body: string | Uint8Array): EveryCause => (operation, { mock }) => postRaw(mock.server.wallets, OPERATIONS[operation][0], body)

const changed = (change: Record<string, string | undefined>): EveryCause => async (operation, { mock: { server: { wallets } } }) => {
  const [path, fields] = OPERATIONS[operation]
  return postRaw(wallets, path, signed({ ...fields, ...change }, await accountOf(wallets)))
}

/** What causes the errors that every operation has. */
export const every: Readonly<Record<keyof (typeof PRODUCED)['every'], EveryCause>> = {
  REQUIRE_POST_METHOD: async (operation, { mock }) => ({ ...parseXml(await (await mock.server.wallets.fetch(`${WALLETS}${OPERATIONS[operation][0]}`)).text()) }),
  POST_DATA_EMPTY: raw(''),
  NOT_UTF8: raw(Uint8Array.of(0x3c, 0xff)),
  XML_FORMAT_ERROR: raw('<!DOCTYPE xml><xml></xml>'),
  LACK_PARAMS: changed({ nonce_str: undefined }),
  MCHID_NOT_EXIST: changed({ mch_id: '1000000000' }),
  SIGNERROR: changed({ sign: 'A'.repeat(32) }),
  APPID_NOT_EXIST: changed({ appid: 'wx1' }),
  APPID_MCHID_NOT_MATCH: changed({ appid: 'wx0123456789abcdef' }),
}
