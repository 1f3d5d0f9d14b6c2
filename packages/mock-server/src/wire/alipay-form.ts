/** What query strings and forms carry, each value as its bytes, one character a byte: only the message's own charset says what they mean. */
export type RawParams = Readonly<Record<string, string>>

/** A message's parameters can't be read in one way alone. */
export class AlipayFormError extends Error {
  override readonly name = 'AlipayFormError'
}

const CHARSETS: ReadonlyMap<string, string> = new Map([['utf-8', 'utf-8'], ['utf8', 'utf-8'], ['gbk', 'gbk'], ['gb2312', 'gbk'], ['gb18030', 'gb18030']])
const MAX_PARAMS = 200

/**
 * Reads query strings and `x-www-form-urlencoded` bodies as one set of parameters: Alipay's clients put some of them into each.
 * @throws {AlipayFormError} a name comes twice, of which one reader would take the first and another the last; or there are too many
 */
export function readAlipayForm(...texts: readonly string[]): RawParams {
  const params: Record<string, string> = Object.create(null)
  const pairs = texts.flatMap((text) => text.split('&')).filter((pair) => pair !== '')
  if (pairs.length > MAX_PARAMS) throw new AlipayFormError('参数过多')
  for (const pair of pairs) {
    const [name = '', ...rest] = pair.split('=')
    const key = bytesOf(name)
    if (key in params) throw new AlipayFormError(`参数重复：${key}`)
    params[key] = bytesOf(rest.join('='))
  }
  return params
}

/** The encoding that a message's `charset` names, UTF-8 where it names none; nothing where it names one that Alipay does not know. */
export function encodingOf({ charset = '' }: RawParams): string | undefined {
  return charset === '' ? 'utf-8' : CHARSETS.get(charset.toLowerCase())
}

/** The parameters as text. @throws {AlipayFormError} one of them is none in this encoding */
export function decodeParams(params: RawParams, encoding: string): RawParams {
  const texts: Record<string, string> = Object.create(null)
  for (const [name, bytes] of Object.entries(params)) texts[name] = decode(bytes, encoding)
  return texts
}

/** The parameters as a query string or a form's body, in UTF-8. */
export function writeAlipayForm(params: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(params).flatMap(([name, value]) => (value === undefined ? [] : [`${encodeURIComponent(name)}=${encodeURIComponent(value)}`])).join('&')
}

function bytesOf(text: string): string {
  return Buffer.from(text.replaceAll('+', ' '), 'utf8').toString('latin1').replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
}

function decode(bytes: string, encoding: string): string {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(Buffer.from(bytes, 'latin1'))
  } catch (cause) {
    throw new AlipayFormError('编码错误', { cause })
  }
}
