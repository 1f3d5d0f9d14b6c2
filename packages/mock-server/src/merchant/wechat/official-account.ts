import { jsonObjectOf } from '../../http/body'
import { getJson } from '../../ports/http'
import { ProviderError } from '../provider'
import type { WechatClientOptions } from './client'
import { createGrant } from './grant'

const TIMEOUT_MS = 5_000
/** What WeChat says of an access token that a newer one replaced, of one that it never gave, and of an expired one. */
const STALE = ['40001', '40014', '42001']

/** The merchant's official account, as its API serves it. Each call may reject with a `ProviderError`. */
export interface OfficialAccount {
  /** Whose login a code stands for, under the account's appid. A code is good once. */
  openidOf(code: string): Promise<string>
  /** A ticket to sign `wx.config` with, good for a minute at least. */
  jsapiTicket(): Promise<string>
}

type Params = Readonly<Record<string, string>>
type Answer = Readonly<Record<string, unknown>>

/** Creates a client of the API. It asks for an access token and a ticket once for their lives, as WeChat's quotas want it. */
export function createOfficialAccount(options: Omit<WechatClientOptions, 'random'>): OfficialAccount {
  const { gateway, clock } = options
  const ask = (path: string, params: Params): Promise<Answer> => request(`${gateway.apiUrl}${path}?${new URLSearchParams(params).toString()}`, options)

  const accessToken = createGrant(clock, async () => {
    const { appid, secret } = await gateway.account()
    const answer = await ask('/cgi-bin/token', { grant_type: 'client_credential', appid, secret })
    return { text: textOf(answer, 'access_token'), lifeMs: lifeOf(answer) }
  })

  async function withAccessToken(path: string, params: Params): Promise<Answer> {
    const first = await accessToken.get()
    try {
      return await ask(path, { access_token: first, ...params })
    } catch (error) {
      if (!(error instanceof ProviderError && STALE.includes(error.code ?? ''))) throw error
      accessToken.forget(first)
      return ask(path, { access_token: await accessToken.get(), ...params })
    }
  }

  const ticket = createGrant(clock, async () => {
    const answer = await withAccessToken('/cgi-bin/ticket/getticket', { type: 'jsapi' })
    return { text: textOf(answer, 'ticket'), lifeMs: lifeOf(answer) }
  })

  return {
    async openidOf(code) {
      const { appid, secret } = await gateway.account()
      return textOf(await ask('/sns/oauth2/access_token', { appid, secret, code, grant_type: 'authorization_code' }), 'openid')
    },
    jsapiTicket: () => ticket.get(),
  }
}

async function request(url: string, { http, clock, signal }: Omit<WechatClientOptions, 'random'>): Promise<Answer> {
  const answer = await answerOf(url, { http, clock, signal, timeoutMs: TIMEOUT_MS })
  const { errcode = 0, errmsg = '' } = answer
  if (errcode === 0) return answer
  throw new ProviderError(`WeChat refused: ${String(errmsg)}`, { code: String(errcode) })
}

/** The address carries the secret, so that no error may name it. */
async function answerOf(url: string, exchange: Parameters<typeof getJson>[1]): Promise<Answer> {
  const received = await getJson(url, exchange).catch((cause: unknown) => {
    throw new ProviderError('WeChat gave no answer', { cause })
  })
  if (received.status !== 200) throw new ProviderError(`WeChat answered with status ${received.status}`)
  const answer = jsonObjectOf(received.body)
  if (!answer) throw new ProviderError('WeChat gave no answer that can be read')
  return answer
}

function textOf(answer: Answer, name: string): string {
  const text = answer[name]
  if (typeof text === 'string' && text !== '') return text
  throw new ProviderError(`WeChat's answer has no ${name}`)
}

function lifeOf({ expires_in }: Answer): number {
  if (typeof expires_in === 'number' && expires_in > 0) return expires_in * 1000
  throw new ProviderError('WeChat\'s answer has no expires_in')
}
