import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { NOTIFIED, SIGNED } from '../../test/wechat-v3-vectors'
import { createSeededRandom } from '../ports/random'
import { answerText, bridgeText, requestText, signV3, verifyV3 } from './v3-sign'
import { isStamped, isTimely, stampOf } from './v3-stamp'

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const NOW = Date.UTC(2026, 0, 1)

describe('WeChat Pay v3\'s signature', () => {
  test('holds where it was published', () => {
    expect(verifyV3(Buffer.from(SIGNED.message), SIGNED.signature, SIGNED.publicKey)).toBe(true)
  })

  test('is over a line for each part, the last one ended too', () => {
    const stamp = { timestamp: '1', nonce: 'n' }
    expect(String(requestText({ method: 'GET', target: '/v3/x?mchid=1', ...stamp, body: '' }))).toBe('GET\n/v3/x?mchid=1\n1\nn\n\n')
    expect(String(answerText({ ...stamp, body: Buffer.from('{"a":1}') }))).toBe('1\nn\n{"a":1}\n')
    expect(String(bridgeText({ appId: 'wx', timeStamp: '1', nonceStr: 'n', package: 'prepay_id=wx1' }))).toBe('wx\n1\nn\nprepay_id=wx1\n')
  })

  test('rule 8: has one spelling, and holds for one text and one key', () => {
    const text = Buffer.from('text')
    const signature = signV3(text, privateKey)
    expect(verifyV3(text, signature, publicKey)).toBe(true)
    expect(verifyV3(Buffer.from('text '), signature, publicKey)).toBe(false)
    expect(verifyV3(text, signature, SIGNED.publicKey)).toBe(false)
    for (const other of [undefined, '', '"', 'AAAA', `${signature}\n`, signature.replaceAll('=', '')]) expect(verifyV3(text, other, publicKey)).toBe(false)
  })
})

describe('WeChat Pay v3\'s stamp', () => {
  const platform = { serial: 'PUB_KEY_ID_1', publicKey }
  const stamped = (body: string, now = NOW): Headers => new Headers(stampOf(body, { serial: platform.serial, privateKey, random: createSeededRandom('stamp'), now }))

  test('of a notify that was published holds within five minutes of it', () => {
    const [headers, key] = [new Headers(NOTIFIED.headers), { serial: 'D7CE59D1F522D701', publicKey: createPublicKey(NOTIFIED.certificate) }]
    const at = 1_624_523_846_000
    expect(isStamped(headers, NOTIFIED.body, key, at)).toBe(true)
    expect(isStamped(headers, NOTIFIED.body.replace('签约成功', '签约失败'), key, at)).toBe(false)
    expect(isStamped(headers, NOTIFIED.body, key, at + 300_001)).toBe(false)
  })

  test('holds over an empty body, as 204 has it', () => {
    expect(isStamped(stamped(''), '', platform, NOW)).toBe(true)
    expect(isStamped(stamped(''), 'x', platform, NOW)).toBe(false)
  })

  test.each(['wechatpay-timestamp', 'wechatpay-nonce', 'wechatpay-signature', 'wechatpay-serial'])('rule 8: does not hold without %s, or with another', (name) => {
    const [less, other] = [stamped('x'), stamped('x')]
    less.delete(name)
    other.set(name, `${other.get(name)}0`)
    expect([isStamped(less, 'x', platform, NOW), isStamped(other, 'x', platform, NOW)]).toStrictEqual([false, false])
  })

  test.each([[0, true], [300_000, true], [-300_000, true], [300_001, false], [-300_001, false]])('is timely %i ms from now: %s', (offset, timely) => {
    expect(isTimely(String(NOW / 1000), NOW + offset)).toBe(timely)
  })

  test.each(['', '1e9', ' 1', 'x', '-1', '9'.repeat(13)])('rule 8: %s is no time of it', (text) => {
    expect(isTimely(text, Number(text) * 1000)).toBe(false)
  })
})
