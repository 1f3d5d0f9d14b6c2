import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { BODY_LIMIT } from '../../http/body'
import { responseKeyOf, sealResponse, type AlipayNode } from '../../wire/alipay-response'
import type { RawParams } from '../../wire/alipay-form'
import type { Wallets } from '../wallets'
import { PAGES, refusalPage, toCashier } from './cashier/visit'
import { AlipayFailure, codeFields } from './failure'
import { METHODS } from './methods'
import { answeringOf, checkRequest, readParams } from './request'

const ERROR_NODE = 'error_response'

/** Alipay's one address, `/gateway.do`. Whatever a server asks there, the status is 200. */
export function alipayGateway(wallets: Wallets): Hono {
  const app = new Hono({ strict: false })
  app.use('/gateway.do', bodyLimit({ maxSize: BODY_LIMIT, onError: (c) => json(c, sealResponse(ERROR_NODE, failureNode(new AlipayFailure('isv.invalid-parameter', '请求内容过大')), { privateKey: undefined }), 413) }))
  app.on(['GET', 'POST'], '/gateway.do', (c) => answer(c, wallets))
  return app
}

async function answer(c: Context, wallets: Wallets): Promise<Response> {
  const params = await readParams(c).catch(asRefusal)
  if (params instanceof AlipayFailure) return json(c, sealResponse(ERROR_NODE, failureNode(params), { privateKey: undefined }))
  const method = params['method'] ?? ''
  if (Object.hasOwn(PAGES, method)) return page(c, method, params, wallets)
  return json(c, await sealed(method, params, wallets))
}

/** The answer to a server. What is refused before anybody knows whose key it is is not signed. */
async function sealed(method: string, params: RawParams, wallets: Wallets): Promise<string> {
  const account = await wallets.credentials.alipay()
  const privateKey = params['app_id'] === account.app_id ? account.alipay_private_key : undefined
  const key = Object.hasOwn(METHODS, method) ? responseKeyOf(method) : ERROR_NODE
  return sealResponse(key, await nodeOf(method, params, wallets), { privateKey, ...answeringOf(params) })
}

async function nodeOf(method: string, params: RawParams, wallets: Wallets): Promise<AlipayNode> {
  try {
    const operation = Object.hasOwn(METHODS, method) ? METHODS[method] : undefined
    if (!operation) throw new AlipayFailure(method === '' ? 'isv.missing-method' : 'isv.invalid-method')
    const request = checkRequest(method, params, await wallets.credentials.alipay())
    const { code = 10000, ...fields } = await operation(request, wallets)
    return { ...codeFields(code), ...fields }
  } catch (error) {
    return failureNode(asRefusal(error))
  }
}

/** The answer to a payer's browser: on to the cashier, or a page that says why not. */
async function page(c: Context, method: string, params: RawParams, wallets: Wallets): Promise<Response> {
  try {
    const request = checkRequest(method, params, await wallets.credentials.alipay())
    return await toCashier(c, request, wallets)
  } catch (error) {
    return refusalPage(c, asRefusal(error))
  }
}

function failureNode({ code, subCode, message }: AlipayFailure): AlipayNode {
  return { ...codeFields(code), sub_code: subCode, sub_msg: message }
}

function asRefusal(error: unknown): AlipayFailure {
  if (error instanceof AlipayFailure) return error
  throw error
}

const json = (c: Context, body: string, status: 200 | 413 = 200): Response => c.body(body, status, { 'content-type': 'application/json; charset=utf-8' })
