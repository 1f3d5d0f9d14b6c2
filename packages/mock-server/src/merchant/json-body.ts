import type { Context } from 'hono'
import { isJson, readJsonObject } from '../http/body'
import { MerchantError } from './merchant-error'

/** The JSON object that a page has sent. @throws {MerchantError} 415 it does not say that it is JSON; 400 it is anything else */
export async function jsonBody(c: Context): Promise<Readonly<Record<string, unknown>>> {
  if (!isJson(c)) throw new MerchantError(415, 'the content type is application/json')
  const body = await readJsonObject(c)
  if (!body) throw new MerchantError(400, 'the body is a JSON object, without a name twice or __proto__')
  return body
}
