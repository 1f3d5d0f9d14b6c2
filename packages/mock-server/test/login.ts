import { WALLETS, type Mock } from './mock'

export const PAGE = 'http://127.0.0.1:5173'

export type Query = Readonly<Record<string, string | undefined>>

/** The official account of a mock's wallets wing, and the payer whom the phone is logged in as. */
export interface OfficialAccount { readonly appid: string, readonly secret: string, readonly openid: string }

export async function officialAccountOf({ server }: Mock): Promise<OfficialAccount> {
  const answer = await server.wallets.fetch(`${WALLETS}/sandbox/credentials`)
  const { wechat }: { wechat: OfficialAccount } = JSON.parse(await answer.text())
  return wechat
}

/** A path with the parameters that are not undefined. */
export function withQuery(path: string, query: Query): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined) params.append(name, value)
  return `${path}?${params.toString()}`
}

/** What the official account's API answers, which is JSON with status 200 whatever it says. */
export async function askApi(mock: Mock, path: string, query: Query): Promise<Record<string, unknown>> {
  const answer = await mock.server.wallets.fetch(`${WALLETS}${withQuery(path, query)}`)
  if (answer.status !== 200) throw new Error(`the API answered with status ${answer.status}`)
  return JSON.parse(await answer.text())
}

/** Sends the payer's browser to WeChat to log in, with what `query` changes. */
export async function authorize(mock: Mock, query: Query = {}): Promise<Response> {
  const { appid } = await officialAccountOf(mock)
  const usual = { appid, redirect_uri: `${PAGE}/login?from=cart#/pay`, response_type: 'code', scope: 'snsapi_base', state: 'STATE' }
  return mock.server.wallets.fetch(`${WALLETS}${withQuery('/connect/oauth2/authorize', { ...usual, ...query })}`)
}

/** Where an answer leads to. */
export const locationOf = (answer: Response): URL => new URL(answer.headers.get('location') ?? '')

/** A fresh code of the payer's. */
export async function newCode(mock: Mock): Promise<string> {
  return locationOf(await authorize(mock)).searchParams.get('code') ?? ''
}

/** Exchanges a code as the merchant's server does, with what `query` changes. */
export async function exchange(mock: Mock, code: string | undefined, query: Query = {}): Promise<Record<string, unknown>> {
  const { appid, secret } = await officialAccountOf(mock)
  return askApi(mock, '/sns/oauth2/access_token', { appid, secret, code, grant_type: 'authorization_code', ...query })
}
