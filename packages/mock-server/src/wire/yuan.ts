const YUAN = /^(0|[1-9]\d{0,7})(?:\.(\d{1,2}))?$/

/**
 * Integer fen of an amount in yuan, by its digits and never by arithmetic on a float. Nothing for what is no amount: not a
 * number or a decimal string, negative, more than two decimals, or more than 99,999,999.99.
 */
export function fenFromYuan(yuan: unknown): number | undefined {
  if (typeof yuan !== 'number' && typeof yuan !== 'string') return undefined
  const digits = YUAN.exec(String(yuan))
  return digits ? Number(`${digits[1]}${(digits[2] ?? '').padEnd(2, '0')}`) : undefined
}

/** The decimal yuan of integer fen, always with two decimals. */
export function yuanFromFen(fen: number): string {
  const digits = String(fen).padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}
