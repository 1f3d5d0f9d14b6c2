import type { Wallets } from '../wallets'
import { V3Error } from './failure'
import type { Params } from './params'

const APPID = /^wx[0-9a-z]{16}$/i

/** Checks the `mchid` that a request names besides the one that signs it. @throws {V3Error} */
export async function checkMchid(params: Params, { credentials }: Pick<Wallets, 'credentials'>): Promise<void> {
  if (params.text('mchid', 32) !== (await credentials.wechat()).mch_id) throw new V3Error('MCH_NOT_EXISTS')
}

/** Checks the `appid` and the `mchid` of a request's body. @throws {V3Error} */
export async function checkAccount(body: Params, wallets: Pick<Wallets, 'credentials'>): Promise<void> {
  const appid = body.text('appid', APPID)
  await checkMchid(body, wallets)
  if (appid !== (await wallets.credentials.wechat()).appid) throw new V3Error('APPID_MCHID_NOT_MATCH')
}
