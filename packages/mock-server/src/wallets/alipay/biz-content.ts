import { fenFromYuan } from '../../wire/yuan'
import { AlipayFailure } from './failure'
import type { AlipayRequest } from './request'

type Biz = AlipayRequest['biz']

const NUMBER = /^[0-9A-Za-z_-]{1,64}$/
const AMOUNT = /^\d+(\.\d{1,2})?$/

/** A field's text, empty where there is none; a number is as good as its digits. @throws {AlipayFailure} it is too long, or no text */
export function textIn(biz: Biz, name: string, most: number): string {
  const value = biz[name] ?? ''
  if (typeof value !== 'string' && typeof value !== 'number') throw invalid(name)
  const text = String(value)
  if (Array.from(text).length > most || /\p{Cc}|\p{Cs}/u.test(text)) throw invalid(name)
  return text
}

/** The same for a field that must be there. @throws {AlipayFailure} */
export function requiredText(biz: Biz, name: string, most: number): string {
  const text = textIn(biz, name, most)
  if (text.trim() === '') throw invalid(name)
  return text
}

/** The merchant's number of a trade or a refund. @throws {AlipayFailure} */
export function numberIn(biz: Biz, name: string): string {
  const text = textIn(biz, name, 64)
  if (!NUMBER.test(text)) throw invalid(name)
  return text
}

/** An amount in yuan, as fen. @throws {AlipayFailure} it is none, or nothing that Alipay moves */
export function fenIn(biz: Biz, name: string): number {
  const text = textIn(biz, name, 20)
  const fen = fenFromYuan(text)
  if (fen === undefined && !AMOUNT.test(text)) throw invalid(name)
  if (fen === undefined || fen === 0) throw new AlipayFailure('ACQ.TOTAL_FEE_EXCEED')
  return fen
}

/** A field that is one of some words, or is not there. @throws {AlipayFailure} */
export function checkWord(biz: Biz, name: string, words: readonly string[]): void {
  const text = textIn(biz, name, 64)
  if (text !== '' && !words.includes(text)) throw invalid(name)
}

/** The refusal of a field. */
export const invalid = (name: string): AlipayFailure => new AlipayFailure('ACQ.INVALID_PARAMETER', `参数无效：${name}`)
