/**
 * Money is integer fen inside, decimal yuan on the wire. Yuan become fen by string, never by float arithmetic:
 * `0.29 * 100` is 28.999999999999996.
 */
import { HError } from '../errors'

declare const fenBrand: unique symbol

/** An amount in fen (1/100 yuan): a safe, non-negative integer. */
export type Fen = number & { readonly [fenBrand]: true }

const DECIMAL_YUAN = /^(\d{1,13})(?:\.(\d{1,2}))?$/
/** A sum like `0.1 * 3` strays by far less than this many fen; a real third decimal is off by a tenth of a fen or more. */
const BINARY_NOISE_FEN = 1e-4

const refuse = (what: string): never => {
  throw new HError(605, `incorrect parameter type: ${what}`, {
    hint: 'Give yuan with at most two decimals, such as 0.1 or "0.10".',
  })
}

function decimalText(yuan: number): string {
  const text = String(yuan)
  if (DECIMAL_YUAN.test(text)) return text
  const isNoise = Math.abs(yuan * 100 - Math.round(yuan * 100)) < BINARY_NOISE_FEN
  return isNoise && yuan >= 0 ? yuan.toFixed(2) : text
}

/**
 * Converts decimal yuan to integer fen, exactly.
 * @param yuan a number (`0.1`, and `0.1 * 3`, whose binary noise is rounded away) or a decimal string (`"398.00"`).
 * @throws HError 605 for NaN, a negative, a real third decimal, an exponent, or anything but a number or string.
 */
export function yuanToFen(yuan: number | string): Fen {
  const text = typeof yuan === 'number' ? decimalText(yuan) : yuan
  const parts = typeof text === 'string' ? DECIMAL_YUAN.exec(text) : null
  if (!parts) return refuse(`the amount ${String(yuan)}`)
  return Number(`${parts[1]}${(parts[2] ?? '').padEnd(2, '0')}`) as Fen
}

/** Like {@link yuanToFen}, but zero is refused too: for amounts that a page sends. */
export function payableFen(yuan: number | string): Fen {
  const fen = yuanToFen(yuan)
  return fen > 0 ? fen : refuse('the amount is zero')
}

/** Checks that a number is an amount in fen that can be paid: a safe integer above zero. Throws HError 605 else. */
export function asPayableFen(amountFen: number): Fen {
  if (Number.isSafeInteger(amountFen) && amountFen > 0) return amountFen as Fen
  return refuse(`amountFen ${String(amountFen)} is not a whole number of fen above zero`)
}

/** Fen as decimal yuan with two decimals (`29` → `"0.29"`): the inverse of {@link yuanToFen}. */
export function fenToYuan(amountFen: Fen): string {
  const digits = String(amountFen).padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}
