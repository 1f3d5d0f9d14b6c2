/**
 * Every refusal of the official account's API: the `errcode`, and the `errmsg` that comes before the request's id. Not produced,
 * since nothing here causes them: -1 (busy), 40164 (the caller's address is not on the account's list), 45009 and 45011
 * (quotas), 48001 (an account without the right), 40226 (a payer at risk), 42007 (a payer who changed a password).
 */
export const ERRCODES = {
  /** The access token is nobody's, or a newer one took its place. */
  40001: 'invalid credential, access_token is invalid or not latest',
  40002: 'invalid grant_type',
  40013: 'invalid appid',
  /** The access token is not even of a token's form. */
  40014: 'invalid access_token',
  40029: 'invalid code',
  40097: 'invalid args',
  40125: 'invalid appsecret',
  40163: 'code been used',
  41001: 'access_token missing',
  41002: 'appid missing',
  41004: 'appsecret missing',
  41008: 'missing code',
  42001: 'access_token expired',
  42003: 'code expired',
} as const

/** A refusal. WeChat answers it with status 200. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  constructor(readonly errcode: keyof typeof ERRCODES) {
    super(ERRCODES[errcode])
  }
}
