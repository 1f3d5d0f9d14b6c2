import { describe, expect, it } from 'vitest'
import { locales, nearestLocale } from '.'
import { en } from './en'
import { override, type PayMessages } from './messages'
import { zhCN as shared } from './zh-CN'
import { zhCNBack } from './zh-CN-back'
import { zhCNFrame } from './zh-CN-frame'
import { zhCNRare } from './zh-CN-rare'
import { zhCNResults } from './zh-CN-results'
import { zhCNScan } from './zh-CN-scan'
import { zhCNScanner } from './zh-CN-scanner'
import { zhCNWays } from './zh-CN-ways'
import { zhTW } from './zh-TW'

/** With what comes with its components. */
const zhCN: PayMessages = { ...shared, back: zhCNBack, frame: zhCNFrame, rare: zhCNRare, results: zhCNResults, scan: zhCNScan, scanner: zhCNScanner, ways: zhCNWays }
const tables = { 'zh-CN': zhCN, 'zh-TW': zhTW, en }
/** What the texts that are functions are called with. */
const ARGUMENTS: Readonly<Record<string, readonly unknown[]>> = {
  'code.label': ['QQ'], 'code.waiting': ['alipay'], autoClose: [3], 'countdown.aloud': ['3'], 'countdown.minutes': [3], 'countdown.seconds': [30], 'network.since': ['1'],
  'frame.title': ['QQ'], 'scan.wallets': [['QQ']], 'scan.digits': [3], 'scan.cancel.inSeconds': [3], 'scan.checked.unpaid': ['1'], 'scan.checked.unknown': ['1'],
  'results.answers.open': ['1'], 'results.answers.unknown': ['1'],
  ...Object.fromEntries(['ways.how.qrcode', 'ways.how.phone', 'ways.how.redirect', 'wallet.open', 'wallet.asked', 'wallet.away'].map((path) => [path, ['qq']])),
}

/** Every text by its path. */
function textsOf(node: unknown, path = ''): [string, string][] {
  const value = typeof node === 'function' ? (node(...(ARGUMENTS[path] ?? [])) as unknown) : node
  if (typeof value !== 'object' || value === null) return [[path, String(value)]]
  return Object.entries(value).flatMap(([name, child]) => textsOf(child, path ? `${path}.${name}` : name))
}

describe.each(Object.entries(tables))('%s', (name, table: PayMessages) => {
  it('has every text that Simplified Chinese has, and no other', () => {
    expect(textsOf(table).map(([path]) => path).sort()).toEqual(textsOf(zhCN).map(([path]) => path).sort())
  })

  it('leaves none empty but the one that has nothing to add', () => {
    expect(textsOf(table).filter(([, text]) => text.trim() === '').map(([path]) => path)).toEqual(['result.paid.text'])
  })

  it('says nothing of undefined things', () => {
    expect(textsOf(table).filter(([, text]) => /undefined|\[object|NaN/u.test(text))).toEqual([])
  })

  it('has the tag that it is asked for by, fit for Intl', async () => {
    expect(table.locale).toBe(name)
    expect(Intl.getCanonicalLocales(table.locale)).toEqual([name])
    expect(table).toMatchObject(await locales[nearestLocale(name)]())
  })

  it('tells the payer of unknown not to pay again, and the cashier not to charge again', () => {
    expect([table.result.unknown.title, table.rare.uncancelled.title].join()).toMatch(/请勿重复支付|請勿重複付款|don’t pay again/u)
    for (const { title } of [table.scan.unknown, table.scan.uncancelled]) expect(title).toMatch(/请勿重复收款|請勿重複收款|do not charge again/u)
  })
})

it('no Chinese is left in the English texts', () => {
  expect(textsOf(en).filter(([, text]) => /\p{Script=Han}/u.test(text))).toEqual([])
})

/** Every character of an old two-byte encoding, which knew one of the two scripts only. */
function charactersOf(encoding: string, [low, high]: readonly [number, number], trails: readonly (readonly [number, number])[]): Set<string> {
  const decoder = new TextDecoder(encoding)
  const all = new Set<string>()
  for (let lead = low; lead <= high; lead += 1) {
    for (const [from, to] of trails) for (let trail = from; trail <= to; trail += 1) all.add(decoder.decode(Uint8Array.of(lead, trail)))
  }
  return all
}

it.each([
  ['zh-CN', charactersOf('gbk', [0xb0, 0xf7], [[0xa1, 0xfe]])],
  ['zh-TW', charactersOf('big5', [0xa4, 0xf9], [[0x40, 0x7e], [0xa1, 0xfe]])],
] as const)('every character of %s is of its own script', (name, script) => {
  expect(script.size).toBeGreaterThan(6_000)
  const strangers = textsOf(tables[name]).flatMap(([path, text]) => (text.match(/\p{Script=Han}/gu) ?? []).filter((char) => !script.has(char)).map((char) => `${path}: ${char}`))
  expect(strangers).toEqual([])
})

describe('the nearest language', () => {
  it.each([
    ['zh', 'zh-CN'], ['zh-CN', 'zh-CN'], ['zh-Hans-HK', 'zh-CN'], ['zh-SG', 'zh-CN'],
    ['zh-TW', 'zh-TW'], ['zh-HK', 'zh-TW'], ['zh-Hant', 'zh-TW'], ['ZH-hant-hk', 'zh-TW'],
    ['en', 'en'], ['en-GB', 'en'], ['fr', 'en'], ['zha', 'en'], ['', 'en'],
  ])('to %s is %s', (tag, locale) => {
    expect(nearestLocale(tag)).toBe(locale)
  })
})

describe('a shop’s own words', () => {
  it('replace what they name, and leave the rest', () => {
    const own = override(zhCN, { confirm: '好的', result: { paid: { text: '请取餐' } }, code: { waiting: () => ({ hint: '扫这里', help: '' }) } })
    expect(own.confirm).toBe('好的')
    expect(own.result.paid).toEqual({ title: '支付成功', text: '请取餐' })
    expect(own.code.waiting('wechat').hint).toBe('扫这里')
    expect(own.close).toBe(zhCN.close)
    expect(zhCN.confirm).toBe('确定')
  })

  it('that are unknown or missing change nothing', () => {
    const odd = JSON.parse('{"__proto__":{"polluted":"yes"},"nonsense":"x","confirm":null}') as object
    expect(textsOf(override(zhCN, odd))).toEqual(textsOf(zhCN))
    expect(override(zhCN, odd)).not.toHaveProperty('polluted')
    expect(override(zhCN, undefined)).toBe(zhCN)
  })
})
