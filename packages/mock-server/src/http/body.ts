import type { Context } from 'hono'
import { isStrictJson } from './strict-json'

/** The largest request body that is read, in bytes. */
export const BODY_LIMIT = 64 * 1024

/** Text of UTF-8 bytes, or nothing if they are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** The JSON object that a request carries, or nothing for any other body. */
export async function readJsonObject(c: Context): Promise<Readonly<Record<string, unknown>> | undefined> {
  return jsonObjectOf(new Uint8Array(await c.req.arrayBuffer()))
}

/** The fields of the JSON object that some bytes are, without a prototype, or nothing if they are anything else or no strict JSON. */
export function jsonObjectOf(bytes: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  const text = decodeUtf8(bytes) ?? ''
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) && isStrictJson(text) ? Object.assign(Object.create(null), value) : undefined
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether the request says that its body is JSON. A form, or a page of another origin without preflight, can't. */
export function isJson(c: Context): boolean {
  return /^application\/json\s*(;|$)/i.test(c.req.header('content-type') ?? '')
}
