import { servers } from '../servers'

/** How a scanner is set. */
export interface ScannerSetting {
  readonly name: string
  /** Milliseconds between two characters, least and most. */
  readonly gapMs: readonly [least: number, most: number]
  readonly end: '' | 'Enter' | 'Tab'
  readonly prefix?: string
  /** What `code` and `key` a digit's key has. */
  readonly keyOf?: (digit: string) => { readonly code: string, readonly key: string }
}

const row = (digit: string) => ({ code: `Digit${digit}`, key: digit })
const OFF = ['Insert', 'End', 'ArrowDown', 'PageDown', 'ArrowLeft', 'Clear', 'ArrowRight', 'Home', 'ArrowUp', 'PageUp']

/** As they leave their boxes, and as people set them. */
export const scannerSettings: readonly [ScannerSetting, ...ScannerSetting[]] = [
  { name: 'USB，以回车结束', gapMs: [6, 14], end: 'Enter' },
  { name: '蓝牙，慢', gapMs: [60, 95], end: 'Enter' },
  { name: '没有结束符', gapMs: [6, 14], end: '' },
  { name: '以 Tab 结束', gapMs: [6, 14], end: 'Tab' },
  { name: '带 ]Q1 标识', gapMs: [6, 14], end: 'Enter', prefix: ']Q1' },
  { name: '法语键盘', gapMs: [6, 14], end: 'Enter', keyOf: (digit) => ({ code: `Digit${digit}`, key: 'à&é"\'(-è_ç'.charAt(Number(digit)) }) },
  { name: '小键盘，NumLock 关', gapMs: [6, 14], end: 'Enter', keyOf: (digit) => ({ code: `Numpad${digit}`, key: OFF[Number(digit)] ?? digit }) },
]

function keysOf(text: string, { prefix = '', end, keyOf = row }: ScannerSetting): { readonly code: string, readonly key: string }[] {
  const typed = Array.from(prefix + text).map((char) => (/\d/.test(char) ? keyOf(char) : { key: char, code: char === ']' ? 'BracketRight' : `Key${char}` }))
  return end === '' ? typed : [...typed, { code: end, key: end }]
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Types a text as a USB keyboard does, wherever the focus is. Real scanners need no script; here is no USB port. */
export async function typeAsScanner(text: string, setting: ScannerSetting): Promise<void> {
  const [least, most] = setting.gapMs
  for (const init of keysOf(text, setting)) {
    const target = document.activeElement ?? document.body
    for (const type of ['keydown', 'keyup']) target.dispatchEvent(new KeyboardEvent(type, { ...init, bubbles: true, cancelable: true, composed: true }))
    await wait(least + Math.random() * (most - least))
  }
}

/** Whose payment code is shown. UnionPay has no wallet here: its code is one that nobody can charge. */
export type CodeBrand = 'wechat' | 'alipay' | 'qq' | 'unionpay'

const digits = (count: number): string => Array.from(crypto.getRandomValues(new Uint8Array(count)), (byte) => String(byte % 10)).join('')

/** A fresh payment code off the virtual phone. */
export async function showPaymentCode(provider: CodeBrand): Promise<string> {
  if (provider === 'unionpay') return `62${digits(17)}`
  const response = await fetch(`${servers.wallets}/phone/payment-code`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ provider }) })
  if (!response.ok) throw new Error(`the phone answered ${response.status}`)
  return ((await response.json()) as { readonly auth_code: string }).auth_code
}
