/** v3's newer spellings, and what v2 and the pages of shops call the same. */
const IN_V2: ReadonlyMap<string, string> = new Map([
  ['ORDER_NOT_EXIST', 'ORDERNOTEXIST'],
  ['ORDER_CLOSED', 'ORDERCLOSED'],
  ['NOT_ENOUGH', 'NOTENOUGH'],
  ['NO_AUTH', 'NOAUTH'],
  ['RULE_LIMIT', 'RULELIMIT'],
  ['SIGN_ERROR', 'SIGNERROR'],
  ['MCH_NOT_EXISTS', 'MCHID_NOT_EXIST'],
])

/** The code of a refusal in v2's spelling; nothing where WeChat Pay may have done what it was asked, or names none. */
export function codeIn(status: number, code: unknown): string | undefined {
  if (typeof code !== 'string' || code === '') return undefined
  if (status === 202) return code === 'USERPAYING' ? code : undefined
  return status >= 400 && status < 500 && status !== 429 ? (IN_V2.get(code) ?? code) : undefined
}
