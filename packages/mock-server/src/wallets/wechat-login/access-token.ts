import { secretId } from '../../store/secret-id'
import type { Wallets } from '../wallets'
import { checkAccount, type Query } from './account'
import { ApiError } from './errcode'
import { GRANT_LIFE_MS, REPLACED_LIFE_MS } from './grants'
import { isToken, newToken } from './token'

/** `GET /cgi-bin/token`: a fresh access token, which takes the place of the one before. @throws {ApiError} */
export async function grantAccessToken(query: Query, wallets: Wallets): Promise<object> {
  if (query['grant_type'] !== 'client_credential') throw new ApiError(40002)
  await checkAccount(query, wallets)
  const { accessTokens } = wallets.grants
  const now = wallets.clock.now()
  for (const { id } of await accessTokens.list({ replaced_at: null })) {
    await accessTokens.update(id, (current) => ({ ...current, replaced_at: current.replaced_at ?? now + REPLACED_LIFE_MS }))
  }
  const token = newToken(wallets)
  await accessTokens.insert({ id: secretId(token), expires_at: now + GRANT_LIFE_MS, replaced_at: null })
  return { access_token: token, expires_in: GRANT_LIFE_MS / 1000 }
}

/** Checks the access token of a request. @throws {ApiError} */
export async function checkAccessToken(token: string, { grants, clock }: Wallets): Promise<void> {
  if (token === '') throw new ApiError(41001)
  if (!isToken(token)) throw new ApiError(40014)
  const known = await grants.accessTokens.get(secretId(token))
  if (!known) throw new ApiError(40001)
  if (clock.now() >= known.expires_at) throw new ApiError(42001)
  if (known.replaced_at !== null && clock.now() >= known.replaced_at) throw new ApiError(40001)
}
