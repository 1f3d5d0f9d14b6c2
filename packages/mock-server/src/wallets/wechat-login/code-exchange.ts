import { secretId } from '../../store/secret-id'
import type { Wallets } from '../wallets'
import { checkAccount, type Query } from './account'
import { ApiError } from './errcode'
import type { Code } from './grants'
import { newToken } from './token'

/** `GET /sns/oauth2/access_token`: tells the merchant whose login a code stands for, once. @throws {ApiError} */
export async function exchangeCode(query: Query, wallets: Wallets): Promise<object> {
  const { code = '' } = query
  await checkAccount(query, wallets)
  if (code === '') throw new ApiError(41008)
  if (query['grant_type'] !== 'authorization_code') throw new ApiError(40002)
  const { openid, scope } = await useCode(code, wallets)
  // Nothing here takes the tokens that belong to a login: the merchant wants the openid alone.
  return { access_token: newToken(wallets), expires_in: 7200, refresh_token: newToken(wallets), openid, scope }
}

async function useCode(code: string, { grants, clock }: Wallets): Promise<Code> {
  const updated = await grants.codes.update(secretId(code), (current) => (clock.now() < current.expires_at ? { ...current, is_used: true } : current))
  if (!updated) throw new ApiError(40029)
  if (updated.before.is_used) throw new ApiError(40163)
  if (!updated.after.is_used) throw new ApiError(42003)
  return updated.after
}
