import type { Context, Handler } from 'hono'
import { nonce } from '../../ports/random-text'
import { signTypeOf, signV2, verifyV2 } from '../../wire/v2-sign'
import { buildXml, type Fields } from '../../wire/xml'
import type { Wallets } from '../wallets'
import { readFields, type Answer, type Operation, type SignedRequest } from '../wechat-v2/envelope'
import { BusinessError, CommunicationError } from '../wechat-v2/failure'

const COMMON = ['mch_id', 'nonce_str', 'sign']
/** The CGI's own number and sentence, which come with every answer. Its numbers of failures are not told anywhere. */
const CGI_OK = { retcode: '0', retmsg: 'ok' }
const cgiFailure = (text: string): Answer => ({ retcode: '1', retmsg: text })

/** The route of one of QQ's operations, which are signed and refused as WeChat Pay v2's are; the app's id need not be named. */
export function qqEndpoint(operation: Operation, wallets: Wallets): Handler {
  return async (c) => {
    try {
      return xml(c, await answerTo(await readSigned(c, operation.required, wallets), operation, wallets))
    } catch (error) {
      if (error instanceof CommunicationError) return xml(c, qqCommunicationFailure(error.message))
      throw error
    }
  }
}

/** The unsigned answer to what could not be taken as the merchant's. */
export const qqCommunicationFailure = (message: string): string => buildXml({ return_code: 'FAIL', return_msg: message, ...cgiFailure(message) })

const xml = (c: Context, body: string): Response => c.body(body, 200, { 'content-type': 'text/xml; charset=utf-8' })

async function answerTo(request: SignedRequest, operation: Operation, wallets: Wallets): Promise<string> {
  const { fields: { appid, mch_id, device_info }, signType } = request
  const { key } = await wallets.credentials.qq()
  const answer = { return_code: 'SUCCESS', return_msg: 'SUCCESS', appid, mch_id, device_info, nonce_str: nonce(wallets.random), ...(await outcome(request, operation, wallets)) }
  return buildXml({ ...answer, sign: signV2(answer, key, signType) })
}

async function outcome(request: SignedRequest, operation: Operation, wallets: Wallets): Promise<Answer> {
  try {
    await checkAppid(request.fields, wallets)
    return { result_code: 'SUCCESS', ...CGI_OK, ...(await operation.run(request, wallets)) }
  } catch (error) {
    if (!(error instanceof BusinessError)) throw error
    return { result_code: 'FAIL', ...cgiFailure(error.message), err_code: error.code, err_code_des: error.message, ...error.fields }
  }
}

async function checkAppid({ appid = '' }: Fields, wallets: Wallets): Promise<void> {
  if (appid === '' || appid === (await wallets.credentials.qq()).appid) return
  throw new BusinessError(/^\d{9,10}$/.test(appid) ? 'APPID_MCHID_NOT_MATCH' : 'APPID_NOT_EXIST')
}

async function readSigned(c: Context, required: readonly string[], wallets: Wallets): Promise<SignedRequest> {
  const fields = await readFields(c)
  const missing = [...COMMON, ...required].find((name) => !fields[name])
  if (missing) throw new CommunicationError('LACK_PARAMS', missing)
  const { mch_id, key } = await wallets.credentials.qq()
  if (fields['mch_id'] !== mch_id) throw new CommunicationError('MCHID_NOT_EXIST')
  const signType = signTypeOf(fields)
  if (!signType || !verifyV2(fields, key, signType)) throw new CommunicationError('SIGNERROR')
  return { fields, signType }
}
