import { PNG } from 'pngjs'
import { setTimeout as delay } from 'node:timers/promises'
import type { Driver } from '../driver/driver'
import type { Target } from '../driver/target'

/** The widths of bars and spaces of each symbol of Code 128, by its value; the last three begin a code in set A, B and C. */
const SYMBOLS = [
  '212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 123122 123221 223211 221132 221231 213212',
  '223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331',
  '132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 121124',
  '121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112',
  '421211 212141 214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 211214 211232',
].flatMap((line) => line.split(' '))
const STOP = '2331112'
const [START_B, START_C, TO_C, TO_B] = [104, 105, 99, 100]

/** The digits of a Code 128 in a picture, or undefined where there is none whose check digit is right. */
function decodeBarcode(png: Uint8Array): string | undefined {
  const runs = runsOf(PNG.sync.read(Buffer.from(png)))
  // The picture's edges are light; a bar is the narrowest where the first symbol says so: 11 modules in 6 runs.
  const widths = runs.slice(1, -1)
  const module = widths.slice(0, 6).reduce((sum, width) => sum + width, 0) / 11
  const text = widths.map((width) => Math.round(width / module)).join('')
  if (!text.endsWith(STOP)) return undefined
  const values = (text.slice(0, -STOP.length).match(/.{6}/g) ?? []).map((symbol) => SYMBOLS.indexOf(symbol))
  const [start = -1, ...rest] = values
  const check = rest.pop()
  const sum = rest.reduce((total, value, index) => total + value * (index + 1), start)
  return check === sum % 103 ? digitsOf(start, rest) : undefined
}

/** Dark and light in turn along the middle, light first. */
function runsOf({ data, width, height }: PNG): readonly number[] {
  const middle = Math.floor(height / 2) * width
  const runs: number[] = []
  let isDark: boolean | undefined
  for (let x = 0; x < width; x++) {
    const dark = (data[(middle + x) * 4] ?? 255) < 128
    if (dark !== isDark) runs.push(...(isDark === undefined && dark ? [0, 0] : [0]))
    isDark = dark
    runs[runs.length - 1] = (runs.at(-1) ?? 0) + 1
  }
  return isDark ? [...runs, 0] : runs
}

function digitsOf(start: number, values: readonly number[]): string | undefined {
  let isInPairs = start === START_C
  if (!isInPairs && start !== START_B) return undefined
  let digits = ''
  for (const value of values) {
    if (value === TO_B || value === TO_C) isInPairs = value === TO_C
    else digits += isInPairs ? String(value).padStart(2, '0') : String.fromCharCode(value + 32)
  }
  return digits
}

/** Reads the barcode off what the screen shows, as a cashier's scanner does; waits until there is one. */
export async function readBarcode(driver: Driver, target: Target): Promise<string> {
  const deadline = Date.now() + 5000
  while (Date.now() < deadline) {
    const content = decodeBarcode(await driver.screenshot(target))
    if (content !== undefined) return content
    await delay(100)
  }
  throw new Error('no barcode could be read off the screen')
}
