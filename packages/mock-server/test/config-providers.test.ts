import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { ConfigError, readConfig, type Config } from '../src/config'
import { makeKeyPair } from './key-pair'

const WECHAT = { appid: 'wxd930ea5d5a258f4f', mch_id: '1900000109', key: '192006250b4c09247ec02edce69f6a2d', secret: '7813490da6f1265e4901ffb80afaa36f' }
const ALIPAY = { app_id: '2021000000000001', seller_id: '2088000000000001', private_key_file: 'own.pem', public_key_file: 'alipay.pem' }
const QQ = { appid: '100619284', mch_id: '1900000110', key: '92006250b4c09247ec02edce69f6a2d1' }
const FILE = { public_origin: 'https://pay.example.com', client_ids: ['shop'], wechat: WECHAT }

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 })
const pem = (key: KeyObject): string => String(key.export({ type: key.type === 'private' ? 'pkcs8' : 'spki', format: 'pem' }))
const bare = (key: KeyObject, type: 'pkcs1' | 'pkcs8' | 'spki'): string => Buffer.from(key.export({ type, format: 'der' } as never)).toString('base64')
const pair = makeKeyPair('a merchant')
const files: Readonly<Record<string, string>> = {
  'own.pem': pem(privateKey), 'own.pkcs8': bare(privateKey, 'pkcs8'), 'own.pkcs1': bare(privateKey, 'pkcs1'), 'alipay.pem': pem(publicKey), 'alipay.txt': bare(publicKey, 'spki'), 'text.pem': 'x', 'ec.pem': pair.key, 'cert.pem': pair.cert, 'key.pem': pair.key,
}

const read = (file: unknown, env: Record<string, string> = {}): Config => readConfig({ file, env, readText: (path) => files[path] })

function problems(file: unknown): readonly string[] {
  try {
    read(file)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
}

describe('a configuration with further providers', () => {
  test('has them beside WeChat, and production is where they are', () => {
    expect(read({ ...FILE, alipay: ALIPAY, qq: QQ }).real).toMatchObject({
      alipay: { app_id: ALIPAY.app_id, seller_id: ALIPAY.seller_id, private_key: pem(privateKey), alipay_public_key: pem(publicKey), gatewayUrl: 'https://openapi.alipay.com/gateway.do' },
      qq: { ...QQ, op_user_id: QQ.mch_id, op_user_passwd: '', payUrl: 'https://qpay.qq.com', apiUrl: 'https://api.qpay.qq.com', certificate: undefined },
    })
    expect(read(FILE).real).not.toHaveProperty('alipay')
    expect(read(FILE).real).not.toHaveProperty('qq')
  })

  test.each(['own.pem', 'own.pkcs8', 'own.pkcs1'])('takes Alipay\'s keys as its tools give them out: %s', (private_key_file) => {
    expect(read({ ...FILE, alipay: { ...ALIPAY, private_key_file, public_key_file: 'alipay.txt' } }).real?.alipay).toMatchObject({ private_key: pem(privateKey), alipay_public_key: pem(publicKey) })
  })

  test('takes other addresses, an operator and a certificate, and from the environment too', () => {
    const env = { BAAS_PAY_QQ_KEY: 'a'.repeat(32), BAAS_PAY_QQ_OP_USER_PASSWD: 'p', BAAS_PAY_ALIPAY_GATEWAY_URL: 'https://openapi-sandbox.dl.alipaydev.com/gateway.do' }
    const { real } = read({ ...FILE, alipay: ALIPAY, qq: { ...QQ, op_user_id: 'op1', pay_url: 'http://127.0.0.1:1', api_url: 'http://127.0.0.1:2', cert_file: 'cert.pem', cert_key_file: 'key.pem' } }, env)
    expect(real?.qq).toMatchObject({ key: 'a'.repeat(32), op_user_id: 'op1', op_user_passwd: 'p', payUrl: 'http://127.0.0.1:1', apiUrl: 'http://127.0.0.1:2', certificate: pair })
    expect(real?.alipay?.gatewayUrl).toBe('https://openapi-sandbox.dl.alipaydev.com/gateway.do')
  })
})

describe('rule 9: a configuration of further providers is refused', () => {
  test.each<[string, object, RegExp]>([
    ['an app id of another kind', { alipay: { ...ALIPAY, app_id: 'wx1' } }, /^alipay\.app_id is not the app's id, 16 digits$/],
    ['a seller of another kind', { alipay: { ...ALIPAY, seller_id: '1900000109' } }, /^alipay\.seller_id is not/],
    ['a private key that is not there', { alipay: { ...ALIPAY, private_key_file: 'none' } }, /^alipay\.private_key_file is not a key that can be read/],
    ['a private key that is none', { alipay: { ...ALIPAY, private_key_file: 'text.pem' } }, /^alipay\.private_key_file is not a key/],
    ['a private key of another kind', { alipay: { ...ALIPAY, private_key_file: 'ec.pem' } }, /^alipay\.private_key_file is not a key/],
    ['a public key for the private one', { alipay: { ...ALIPAY, private_key_file: 'alipay.pem' } }, /^alipay\.private_key_file is not a key/],
    ['the private key for Alipay\'s', { alipay: { ...ALIPAY, public_key_file: 'own.pem' } }, /^alipay\.public_key_file is not a key/],
    ['an unknown setting of alipay', { alipay: { ...ALIPAY, appid: 'x' } }, /^alipay\.appid is no setting$/],
    ['alipay as text', { alipay: 'x' }, /^alipay is not a JSON object$|^alipay\..* is missing/],
    ['a QQ key of 31 characters', { qq: { ...QQ, key: QQ.key.slice(1) } }, /^qq\.key is not the merchant key/],
    ['a QQ address by http', { qq: { ...QQ, pay_url: 'http://qpay.qq.com' } }, /^qq\.pay_url is not an https address/],
    ['a QQ certificate without its key', { qq: { ...QQ, cert_file: 'cert.pem' } }, /^qq\.cert_file and qq\.cert_key_file go together$/],
    ['an unknown setting of qq', { qq: { ...QQ, secret: 'x' } }, /^qq\.secret is no setting$/],
  ])('for %s', (_, change, message) => {
    const found = problems({ ...FILE, ...change })
    expect(found.length).toBeGreaterThan(0)
    for (const problem of found) expect(problem).toMatch(message)
  })

  test.each([...Object.keys(ALIPAY).map((name) => ['alipay', ALIPAY, name] as const), ...Object.keys(QQ).map((name) => ['qq', QQ, name] as const)])('without %s, %o: %s, with the name of its variable', (provider, settings, name) => {
    const rest = Object.fromEntries(Object.entries(settings).filter(([one]) => one !== name))
    expect(problems({ ...FILE, [provider]: rest })).toStrictEqual([expect.stringContaining(`${provider}.${name} (or BAAS_PAY_${provider.toUpperCase()}_${name.toUpperCase()}) is missing`)])
  })

  test('without WeChat, through which payers log in', () => {
    expect(problems({ public_origin: FILE.public_origin, client_ids: ['shop'], qq: QQ })).toEqual(expect.arrayContaining([expect.stringMatching(/^wechat\.appid .* is missing/)]))
  })
})
