import { describe, expect, it } from 'vitest'
import { ALIPAY, ENTER, hiddenScan, keyOf, play, QQ, scan, type, UNIONPAY, WECHAT, WECHAT_2 } from '../../test/support/scanner'
import { createScanDecoder } from './keystrokes-decoder'
import { paymentCodeRules } from './payment-code-rules'

describe('a code is given once', () => {
  it.each([0, 100, 300, 2000])('case 68: the same code again after %i ms', (afterMs) => {
    const seen = play([...scan(WECHAT, { gapMs: 5 }), ...scan(WECHAT, { startMs: 1090 + afterMs, gapMs: 5 })])
    expect([seen.codes, seen.rejects.map(({ reason }) => reason)]).toEqual([[WECHAT], ['used']])
  })
  it('case 69: two codes back to back are two codes', () => {
    expect(play([...scan(WECHAT, { gapMs: 0 }), ...scan(WECHAT_2, { startMs: 1000, gapMs: 0 })]).codes).toEqual([WECHAT, WECHAT_2])
  })
  it('case 69: where the first makes the page busy, the second is refused', () => {
    const given: string[] = []
    const decoder = createScanDecoder({ isBusy: () => given.length > 0 })
    const rejects = [...scan(WECHAT, { gapMs: 0 }), ...scan(WECHAT_2, { startMs: 1000, gapMs: 0 })].flatMap((input) => {
      const step = decoder.take(input)
      given.push(...step.scans.map(({ code }) => code))
      return step.rejects
    })
    expect([given, rejects]).toMatchObject([[WECHAT], [{ reason: 'busy', brand: 'wechat', masked: '10****36' }]])
  })
  it('case 70: a code that came in a busy state stays unused', () => {
    let isBusy = true
    const decoder = createScanDecoder({ isBusy: () => isBusy })
    expect(play(scan(WECHAT), { decoder }).rejects).toMatchObject([{ reason: 'busy' }])
    isBusy = false
    expect(play(scan(WECHAT, { startMs: 19_000 }), { decoder }).codes).toEqual([WECHAT])
  })
  it('case 71: a code that was given is given no second time, whatever became of it', () => {
    const decoder = createScanDecoder()
    play(scan(WECHAT), { decoder })
    expect(play(scan(WECHAT, { startMs: 60_000 }), { decoder }).rejects).toMatchObject([{ reason: 'used' }])
  })
  it('case 72: by hand, by Enter and by the scanner at once it is given once', () => {
    const decoder = createScanDecoder()
    const byHand = [decoder.submit(WECHAT, 900), decoder.submit(` ${WECHAT}\n`, 901)]
    expect(byHand.map(({ scans }) => scans.length)).toEqual([1, 0])
    expect(play(scan(WECHAT), { decoder }).codes).toEqual([])
  })
  it('two hundred codes are remembered, and no more are kept', () => {
    const decoder = createScanDecoder()
    const code = (index: number) => `10${String(index).padStart(16, '0')}`
    for (let index = 0; index < 200; index += 1) decoder.submit(code(index), 0)
    expect(decoder.submit(code(0), 0).rejects).toMatchObject([{ reason: 'used' }])
    expect(decoder.submit(code(200), 0).scans).toHaveLength(1)
    expect(decoder.submit(code(0), 0).scans).toHaveLength(1)
  })
})

describe('what is no payment', () => {
  it('UnionPay is refused by its name', () => {
    expect(play(scan(UNIONPAY)).rejects).toMatchObject([{ reason: 'unsupported', brand: 'unionpay', masked: '62****67' }])
  })
  it('rules of one\'s own replace the wallets\'', () => {
    const decoder = createScanDecoder({ rules: paymentCodeRules.filter(({ brand }) => brand === 'qq') })
    const seen = play([...scan(WECHAT), ...scan(QQ, { startMs: 5000 })], { decoder })
    expect([seen.codes, seen.rejects]).toMatchObject([[QQ], [{ reason: 'unknown' }]])
  })
  it.each([
    ['the second half of a code', WECHAT_2.slice(9), 'unknown'], ['the first half', WECHAT.slice(0, 9), 'incomplete'], ['all but the last digit', WECHAT.slice(0, 17), 'incomplete'],
    ['EAN-13', '6901234567892', 'unknown'], ['a bank card of 16', '6217001234567890', 'incomplete'], ['two codes in one', WECHAT + WECHAT_2, 'unknown'], ['an address', 'https://pay.test/134567890123456789', 'unknown'],
    ['a code with a letter inside', '13456789a0123456789', 'unknown'], ['a code with a letter behind', `${WECHAT}x`, 'unknown'], ['six letters', 'abcdef', 'unknown'],
  ])('%s is refused as such, and its Enter clicks nothing', (_, text, reason) => {
    for (const end of [[ENTER], []]) {
      const seen = play(scan(text, { end }))
      expect([seen.codes, seen.rejects]).toMatchObject([[], [{ reason }]])
      expect(seen.reached).not.toContain('Enter')
    }
  })
  it.each(['12345', 'abcde', '1'])('%j is too short to be a scan', (text) => {
    expect(play(scan(text, { end: [ENTER] }))).toMatchObject({ codes: [], rejects: [], reached: expect.arrayContaining(['Enter']) as string[] })
  })
  it('a scan that a person\'s keys of 100 ms could be is theirs, one of 99 ms is refused', () => {
    expect(play(scan('6901234567892', { gapMs: 100 })).rejects).toEqual([])
    expect(play(scan('6901234567892', { gapMs: 99 })).rejects).toMatchObject([{ reason: 'unknown' }])
  })
  it('a finger over the digits gives nothing', () => {
    expect(play(scan('1234567890', { gapMs: 25, end: [] })).codes).toEqual([])
  })
  it('18 digits that a person types without Enter are nothing; with Enter, on a page without a field, they are a code', () => {
    expect(play(type(WECHAT, { gapMs: 150 }))).toMatchObject({ codes: [], rejects: [] })
    expect(play(type(`${WECHAT}\n`, { gapMs: 150 })).codes).toEqual([WECHAT])
  })
  it('rule 8: nothing but the code itself has it', () => {
    const seen = play([...scan(WECHAT), ...scan(WECHAT, { startMs: 5000 }), ...scan(WECHAT.slice(0, 17), { startMs: 9000 }), ...scan(`x${WECHAT}`, { startMs: 12_000 })])
    const told = JSON.stringify([seen.rejects, seen.scans.map((one) => ({ ...one, code: undefined }))])
    expect(seen.rejects).toHaveLength(3)
    expect(told).not.toMatch(/\d{3,}\*|34567/)
  })
  it.each([['12345678901', '****'], ['123456789012', '12****12'], ['', '****']])('rule 8: %j is shown as %j', (text, masked) => {
    expect(createScanDecoder().submit(text, 0).rejects).toMatchObject([{ masked }])
  })
})

describe('how the scanner types is told', () => {
  it.each([
    ['its pace and terminator', { gapMs: 20, end: [{ code: 'Tab', key: 'Tab' }] }, { via: 'keys', length: 18, paceMs: 20, longestGapMs: 20, terminator: 'tab', isByInputMethod: false, isOtherLayout: false }],
    ['its longest gap', { gapMs: [10, 10, 30] }, { paceMs: 10, longestGapMs: 30 }],
    ['an AIM identifier', { prefix: [keyOf(']'), keyOf('Q'), keyOf('1')] }, { length: 21, aim: ']Q1', terminator: 'enter' }],
    ['another layout', { key: () => ({ key: 'é' }) }, { isOtherLayout: true }],
    ['an input method', { key: () => ({ key: 'Process', keyCode: 229 }) }, { isByInputMethod: true, isOtherLayout: false }],
  ])('%s', (_, gun, facts) => {
    expect(play(scan(WECHAT, gun)).scans[0]?.facts).toMatchObject(facts)
  })
  it.each([[hiddenScan(`${WECHAT}\n`), { via: 'text', terminator: 'enter' }], [scan(WECHAT, { end: [{ code: 'CapsLock', key: 'CapsLock' }] }), { via: 'keys', terminator: 'capslock' }], [scan(WECHAT, { end: [{ code: '', key: '', keyCode: 13 }] }), { terminator: 'enter' }]])('by what it came and ended', (inputs, facts) => {
    expect(play(inputs).scans[0]?.facts).toMatchObject(facts)
  })
  it('nothing where there is nothing', () => {
    const { facts } = play(scan(ALIPAY, { gapMs: 0, end: [] })).scans[0] ?? {}
    expect(facts).toEqual({ via: 'keys', length: 18, paceMs: 0, longestGapMs: 0, isByInputMethod: false, isOtherLayout: false })
  })
  it('what is read so far, and that it is over', () => {
    const decoder = createScanDecoder()
    const keys = scan(WECHAT)
    for (const key of keys.slice(0, 6)) decoder.take(key)
    expect(decoder.reading()).toEqual({ length: 0 })
    for (const key of keys.slice(6, 20)) decoder.take(key)
    expect(decoder.reading()).toEqual({ length: 10, brand: 'wechat' })
    decoder.take({ type: 'blur', atMs: 1100 })
    expect([decoder.reading(), decoder.wakeAtMs()]).toEqual([{ length: 0 }, undefined])
    for (const key of scan('abcdef', { startMs: 3000, end: [] })) decoder.take(key)
    expect(decoder.reading()).toEqual({ length: 6 })
  })
})
