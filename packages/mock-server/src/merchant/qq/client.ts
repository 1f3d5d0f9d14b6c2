import { decodeUtf8 } from '../../http/body'
import { postXml } from '../../ports/http'
import { nonce } from '../../ports/random-text'
import { signV2, verifyV2, type SignType } from '../../wire/v2-sign'
import { buildXml, parseXml, type Fields } from '../../wire/xml'
import { ProviderError } from '../provider'
import type { ProviderPorts } from '../provider-table'
import type { QqAccount, QqGateway } from './gateway'

/** An operation of the QQ wallet: its name in the address, and whether money may go back by it. */
const OPERATIONS = {
  unified_order: 'payUrl', micro_pay: 'payUrl', order_query: 'payUrl', close_order: 'payUrl', refund_query: 'payUrl',
  reverse: 'apiUrl', refund: 'apiUrl',
} as const satisfies Readonly<Record<string, 'payUrl' | 'apiUrl'>>

/** Calls an operation with its own fields; the common ones are added, and the answer's are checked. */
export type QqCall = (operation: keyof typeof OPERATIONS, fields: Readonly<Record<string, string | undefined>>, timeoutMs: number) => Promise<Fields>

/** Creates a client that trusts no answer that is not signed with the account's key, in the way that its own messages are. */
export function createQqClient(options: Pick<ProviderPorts, 'http' | 'clock' | 'random' | 'signal'> & { readonly gateway: QqGateway }): QqCall {
  const { gateway, random } = options
  return async (operation, fields, timeoutMs) => {
    const account = await gateway.account()
    const { signType = 'MD5' } = gateway
    const request = { appid: account.appid, mch_id: account.mch_id, nonce_str: nonce(random), ...(signType === 'MD5' ? {} : { sign_type: signType }), ...fields }
    const url = `${gateway[OPERATIONS[operation]]}/cgi-bin/pay/qpay_${operation}.cgi`
    return checkAnswer(await ask(url, buildXml({ ...request, sign: signV2(request, account.key, signType) }), { ...options, timeoutMs }), account, signType)
  }
}

async function ask(url: string, body: string, exchange: Parameters<typeof postXml>[2]): Promise<Fields> {
  try {
    const answer = await postXml(url, body, exchange)
    if (answer.status !== 200) throw new ProviderError(`the QQ wallet answered with status ${answer.status}`)
    return parseXml(decodeUtf8(answer.body) ?? '')
  } catch (cause) {
    throw cause instanceof ProviderError ? cause : new ProviderError('the QQ wallet gave no answer that can be read', { cause })
  }
}

function checkAnswer(fields: Fields, { appid, mch_id, key }: QqAccount, signType: SignType): Fields {
  if (fields['return_code'] !== 'SUCCESS') throw new ProviderError(`the QQ wallet refused the message: ${fields['return_msg'] ?? ''}`)
  if (!verifyV2(fields, key, signType)) throw new ProviderError('the signature of the QQ wallet\'s answer is wrong')
  if (fields['mch_id'] !== mch_id || (fields['appid'] ?? appid) !== appid) throw new ProviderError('the QQ wallet answered for another account')
  if (fields['result_code'] === 'SUCCESS') return fields
  const { err_code, err_code_des: description } = fields
  throw new ProviderError(`the QQ wallet refused: ${description ?? ''}`, { code: err_code || 'FAIL', isAbsent: err_code === 'ORDERNOTEXIST', description })
}
