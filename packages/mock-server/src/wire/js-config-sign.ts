import { createHash } from 'node:crypto'

/** What the signature of `wx.config` is made over; the names are those of the signed text, which are all lower case. */
export interface JsConfigParams {
  readonly jsapi_ticket: string
  readonly noncestr: string
  /** In seconds. */
  readonly timestamp: string | number
  /** The page's address; what comes after a `#` is not signed. */
  readonly url: string
}

/** The `signature` that `wx.config` takes: the lower-case hex SHA-1 of the parameters, by name. */
export function signJsConfig({ jsapi_ticket, noncestr, timestamp, url }: JsConfigParams): string {
  const text = `jsapi_ticket=${jsapi_ticket}&noncestr=${noncestr}&timestamp=${timestamp}&url=${url.replace(/#.*$/s, '')}`
  return createHash('sha1').update(text, 'utf8').digest('hex')
}
