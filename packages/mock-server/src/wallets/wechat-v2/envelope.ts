import type { Context, Handler } from 'hono'
import { decodeUtf8 } from '../../http/body'
import { nonce } from '../../ports/random-text'
import { signTypeOf, signV2, verifyV2, type SignType } from '../../wire/v2-sign'
import { buildXml, parseXml, XmlError, type Fields } from '../../wire/xml'
import type { Wallets } from '../wallets'
import { BusinessError, CommunicationError } from './failure'

/** A request whose signature holds, with how it was signed. */
export interface SignedRequest { readonly fields: Fields, readonly signType: SignType }

/** What an operation adds to the answer. */
export type Answer = Readonly<Record<string, string | undefined>>

/** One operation of the protocol. A thrown `BusinessError` or `CommunicationError` is its refusal. */
export interface Operation {
  readonly required: readonly string[]
  run(request: SignedRequest, wallets: Wallets): Promise<Answer>
}

const COMMON = ['appid', 'mch_id', 'nonce_str', 'sign']

/** The route of an operation: reads and verifies, runs it, and signs the answer as the request was signed. */
export function endpoint(operation: Operation, wallets: Wallets): Handler {
  return async (c) => {
    try {
      return xml(c, await answerTo(await readSigned(c, operation.required, wallets), operation, wallets))
    } catch (error) {
      if (error instanceof CommunicationError) return xml(c, communicationFailure(error.message))
      throw error
    }
  }
}

/** The unsigned answer to what could not be taken as the merchant's. */
export const communicationFailure = (message: string): string => buildXml({ return_code: 'FAIL', return_msg: message })

const xml = (c: Context, body: string): Response => c.body(body, 200, { 'content-type': 'text/xml; charset=utf-8' })

async function answerTo(request: SignedRequest, operation: Operation, wallets: Wallets): Promise<string> {
  const { fields, signType } = request
  const { key } = await wallets.credentials.wechat()
  const answer = {
    return_code: 'SUCCESS',
    return_msg: 'OK',
    appid: fields['appid'],
    mch_id: fields['mch_id'],
    device_info: fields['device_info'],
    nonce_str: nonce(wallets.random),
    ...(await outcome(request, operation, wallets)),
  }
  return buildXml({ ...answer, sign: signV2(answer, key, signType) })
}

async function outcome(request: SignedRequest, operation: Operation, wallets: Wallets): Promise<Answer> {
  try {
    await checkAppid(request.fields, wallets)
    return { result_code: 'SUCCESS', ...(await operation.run(request, wallets)) }
  } catch (error) {
    if (error instanceof BusinessError) return { result_code: 'FAIL', err_code: error.code, err_code_des: error.message, ...error.fields }
    throw error
  }
}

async function checkAppid(fields: Fields, wallets: Wallets): Promise<void> {
  const { appid } = await wallets.credentials.wechat()
  if (fields['appid'] === appid) return
  throw new BusinessError(/^wx[0-9a-f]{16}$/.test(fields['appid'] ?? '') ? 'APPID_MCHID_NOT_MATCH' : 'APPID_NOT_EXIST')
}

/** Reads a request that has all that is required, and whose signature holds. @throws {CommunicationError} */
export async function readSigned(c: Context, required: readonly string[], wallets: Wallets): Promise<SignedRequest> {
  const fields = await readFields(c)
  const missing = [...COMMON, ...required].find((name) => !fields[name])
  if (missing) throw new CommunicationError('LACK_PARAMS', missing)
  const { mch_id, key } = await wallets.credentials.wechat()
  // Without an account there is no key to check or to sign with.
  if (fields['mch_id'] !== mch_id) throw new CommunicationError('MCHID_NOT_EXIST')
  const signType = signTypeOf(fields)
  if (!signType || !verifyV2(fields, key, signType)) throw new CommunicationError('SIGNERROR')
  return { fields, signType }
}

/** Reads the fields of a message whose sender is not known yet. @throws {CommunicationError} */
export async function readFields(c: Context): Promise<Fields> {
  if (c.req.method !== 'POST') throw new CommunicationError('REQUIRE_POST_METHOD')
  const bytes = new Uint8Array(await c.req.arrayBuffer())
  if (bytes.length === 0) throw new CommunicationError('POST_DATA_EMPTY')
  const text = decodeUtf8(bytes)
  if (text === undefined) throw new CommunicationError('NOT_UTF8')
  try {
    return parseXml(text)
  } catch (error) {
    if (error instanceof XmlError) throw new CommunicationError('XML_FORMAT_ERROR')
    throw error
  }
}
