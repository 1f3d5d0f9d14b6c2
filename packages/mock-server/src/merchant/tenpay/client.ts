import { decodeUtf8 } from '../../http/body'
import { postXml } from '../../ports/http'
import { nonce } from '../../ports/random-text'
import { signV2, verifyV2, type SignType } from '../../wire/v2-sign'
import { buildXml, parseXml, type Fields } from '../../wire/xml'
import { ProviderError } from '../provider'
import type { ProviderPorts } from '../provider-table'

/** The wallets that speak this wire. */
export type TenpayWallet = 'WeChat Pay' | 'the QQ wallet'

interface Account { readonly appid: string, readonly mch_id: string, readonly key: string }

/** What a client of one of them needs. */
export interface TenpayClientOptions extends Pick<ProviderPorts, 'http' | 'clock' | 'random' | 'signal'> {
  readonly wallet: TenpayWallet
  readonly gateway: { readonly account: () => Promise<Account>, readonly signType?: SignType }
  /** Whether an answer is to this account. */
  readonly isOurs: (fields: Fields, account: Account) => boolean
}

/** An operation's own fields. */
export type TenpayFields = Readonly<Record<string, string | undefined>>

/** Posts to an address; the common fields are added, and the answer's are checked. */
export type TenpayCall = (url: string, fields: TenpayFields, timeoutMs: number) => Promise<Fields>

/** Creates a client that trusts no answer that is not signed with the account's key, in the way that its own messages are. */
export function createTenpayClient(options: TenpayClientOptions): TenpayCall {
  const { gateway, random } = options
  return async (url, fields, timeoutMs) => {
    const account = await gateway.account()
    const { signType = 'MD5' } = gateway
    const request = { appid: account.appid, mch_id: account.mch_id, nonce_str: nonce(random), ...(signType === 'MD5' ? {} : { sign_type: signType }), ...fields }
    const answer = await post(url, buildXml({ ...request, sign: signV2(request, account.key, signType) }), { ...options, timeoutMs })
    return checkAnswer(answer, account, signType, options)
  }
}

async function post(url: string, body: string, { wallet, ...exchange }: TenpayClientOptions & { readonly timeoutMs: number }): Promise<Fields> {
  try {
    const answer = await postXml(url, body, exchange)
    if (answer.status !== 200) throw new ProviderError(`${wallet} answered with status ${answer.status}`)
    return parseXml(decodeUtf8(answer.body) ?? '')
  } catch (cause) {
    throw cause instanceof ProviderError ? cause : new ProviderError(`${wallet} gave no answer that can be read`, { cause })
  }
}

function checkAnswer(fields: Fields, account: Account, signType: SignType, { wallet, isOurs }: TenpayClientOptions): Fields {
  if (fields['return_code'] !== 'SUCCESS') throw new ProviderError(`${wallet} refused the message: ${fields['return_msg'] ?? ''}`)
  if (!verifyV2(fields, account.key, signType)) throw new ProviderError(`the signature of ${wallet}'s answer is wrong`)
  if (!isOurs(fields, account)) throw new ProviderError(`${wallet} answered for another account`)
  if (fields['result_code'] === 'SUCCESS') return fields
  const { err_code, err_code_des: description } = fields
  throw new ProviderError(`${wallet} refused: ${description ?? ''}`, { code: err_code || 'FAIL', isAbsent: err_code === 'ORDERNOTEXIST', description })
}
