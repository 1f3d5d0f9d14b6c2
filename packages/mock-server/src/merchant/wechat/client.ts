import { decodeUtf8 } from '../../http/body'
import type { Clock } from '../../ports/clock'
import { postXml, type Http } from '../../ports/http'
import type { Random } from '../../ports/random'
import { nonce } from '../../ports/random-text'
import { signV2, verifyV2, type SignType } from '../../wire/v2-sign'
import { buildXml, parseXml, type Fields } from '../../wire/xml'
import { ProviderError } from '../provider'
import type { WechatAccount, WechatGateway } from './gateway'

/** What a WeChat Pay v2 client needs. */
export interface WechatClientOptions {
  readonly gateway: WechatGateway
  readonly http: Http
  readonly clock: Clock
  readonly random: Random
  readonly signal: AbortSignal
}

/** Calls an operation with its own fields; the common ones are added, and the answer's are checked. */
export type WechatCall = (path: string, fields: Readonly<Record<string, string | undefined>>, timeoutMs: number) => Promise<Fields>

/** Creates a client that trusts no answer that is not signed with the account's key, in the way that its own messages are. */
export function createWechatClient(options: WechatClientOptions): WechatCall {
  return async (path, fields, timeoutMs) => {
    const { payUrl, signType = 'MD5', account: accountOf } = options.gateway
    const account = await accountOf()
    const named = signType === 'MD5' ? {} : { sign_type: signType }
    const request = { appid: account.appid, mch_id: account.mch_id, nonce_str: nonce(options.random), ...named, ...fields }
    const body = buildXml({ ...request, sign: signV2(request, account.key, signType) })
    return checkAnswer(await post(`${payUrl}${path}`, body, { ...options, timeoutMs }), account, signType)
  }
}

async function post(url: string, body: string, exchange: Parameters<typeof postXml>[2]): Promise<Fields> {
  try {
    const answer = await postXml(url, body, exchange)
    if (answer.status !== 200) throw new ProviderError(`WeChat Pay answered with status ${answer.status}`)
    return parseXml(decodeUtf8(answer.body) ?? '')
  } catch (cause) {
    throw cause instanceof ProviderError ? cause : new ProviderError('WeChat Pay gave no answer that can be read', { cause })
  }
}

function checkAnswer(fields: Fields, { appid, mch_id, key }: WechatAccount, signType: SignType): Fields {
  if (fields['return_code'] !== 'SUCCESS') throw new ProviderError(`WeChat Pay refused the message: ${fields['return_msg'] ?? ''}`)
  if (!verifyV2(fields, key, signType)) throw new ProviderError('the signature of WeChat Pay\'s answer is wrong')
  if (fields['appid'] !== appid || fields['mch_id'] !== mch_id) throw new ProviderError('WeChat Pay answered for another account')
  if (fields['result_code'] === 'SUCCESS') return fields
  throw new ProviderError(`WeChat Pay refused: ${fields['err_code_des'] ?? ''}`, { code: fields['err_code'] || 'FAIL', isAbsent: fields['err_code'] === 'ORDERNOTEXIST', description: fields['err_code_des'] })
}
