import type { Wallets } from '../wallets'
import { ApiError } from './errcode'

/** The parameters of a request's address. */
export type Query = Readonly<Record<string, string>>

/** Checks that a request comes from the official account. @throws {ApiError} */
export async function checkAccount(query: Query, { credentials }: Wallets): Promise<void> {
  const { appid = '', secret = '' } = query
  if (appid === '') throw new ApiError(41002)
  if (secret === '') throw new ApiError(41004)
  const account = await credentials.wechat()
  if (appid !== account.appid) throw new ApiError(40013)
  if (secret !== account.secret) throw new ApiError(40125)
}
