/** Who signs a request of WeChat Pay v3, and how: the parts of its `Authorization`. */
export interface Authorization {
  readonly mchid: string
  /** Of the merchant's certificate. */
  readonly serial_no: string
  /** Seconds since 1970. */
  readonly timestamp: string
  readonly nonce_str: string
  readonly signature: string
}

/** The only scheme of signing that there is for RSA. */
export const V3_SCHEME = 'WECHATPAY2-SHA256-RSA2048'

const PAIR = /\s*([a-z_]+)="([^"]*)"\s*(?:,|$)/gy

/** The header's text. */
export function writeAuthorization({ mchid, nonce_str, signature, timestamp, serial_no }: Authorization): string {
  return `${V3_SCHEME} mchid="${mchid}",nonce_str="${nonce_str}",signature="${signature}",timestamp="${timestamp}",serial_no="${serial_no}"`
}

/** The parts of a header, in whatever order they come; nothing where one is missing or comes twice, or the scheme is another. */
export function readAuthorization(header: string | undefined): Authorization | undefined {
  const [, scheme, rest = ''] = /^(\S+)\s+(.*)$/.exec(header ?? '') ?? []
  const parts = scheme === V3_SCHEME ? partsOf(rest) : undefined
  const [mchid, serial_no, timestamp, nonce_str, signature] = ['mchid', 'serial_no', 'timestamp', 'nonce_str', 'signature'].map((name) => parts?.get(name))
  return mchid && serial_no && timestamp && nonce_str && signature ? { mchid, serial_no, timestamp, nonce_str, signature } : undefined
}

function partsOf(text: string): ReadonlyMap<string, string> | undefined {
  const parts = new Map<string, string>()
  let end = 0
  for (const { 0: pair, 1: name = '', 2: value = '' } of text.matchAll(PAIR)) {
    if (parts.has(name)) return undefined
    parts.set(name, value)
    end += pair.length
  }
  return end === text.length ? parts : undefined
}
