/** An amount as it is read, without its sign: `1,234.50` for 123450 fen. */
export function yuan(fen) {
  return `${Math.floor(fen / 100).toLocaleString('en')}.${String(fen % 100).padStart(2, '0')}`
}

/** Fen of an amount that was typed in yuan; nothing for what is no amount. By its text, so that no fen is lost to a fraction. */
export function fenOf(text) {
  const [, whole, cents = ''] = /^(\d{1,7})(?:\.(\d{1,2}))?$/.exec(text.trim().replaceAll(',', '')) ?? []
  return whole === undefined ? undefined : Number(whole) * 100 + Number(cents.padEnd(2, '0'))
}
