import { describe, expect, test } from 'vitest'
import { ConfigError, readConfig, type Config } from '../src/config'
import { makeKeyPair } from './key-pair'

const KEY = '192006250b4c09247ec02edce69f6a2d'
const SECRET = '7813490da6f1265e4901ffb80afaa36f'
const WECHAT = { appid: 'wxd930ea5d5a258f4f', mch_id: '1900000109', key: KEY, secret: SECRET }
const FILE = { public_origin: 'https://pay.example.com', client_ids: ['shop'], wechat: WECHAT }
const pair = makeKeyPair('a merchant')
const files: Readonly<Record<string, string>> = { 'cert.pem': pair.cert, 'key.pem': pair.key, 'text.pem': 'x' }

const read = (file: unknown, env: Record<string, string> = {}): Config => readConfig({ file, env, readText: (path) => files[path] })
const problemsOfJson = (file: object): readonly string[] => problems(JSON.parse(JSON.stringify(file)))

function problems(file: unknown, env: Record<string, string> = {}): readonly string[] {
  try {
    read(file, env)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
}

describe('a configuration', () => {
  test('of nothing leaves everything to the defaults', () => {
    const nothing = { clientIDs: undefined, allowedOrigins: undefined, trustedProxies: undefined, catalogue: undefined, walnut: undefined, wechatApi: undefined, real: undefined }
    expect(read({})).toStrictEqual(nothing)
    expect(read(undefined, { PATH: '/bin', BAAS_PAY_WECHAT_KEY: '' })).toStrictEqual(nothing)
  })

  test('may be for simulated wallets', () => {
    expect(read({ client_ids: ['a', 'b'], allowed_origins: ['http://192.168.1.2:5173'], trusted_proxies: ['127.0.0.1', '::1'], catalogue: { pants: 0.1, 7: '128.00' } })).toStrictEqual({
      clientIDs: ['a', 'b'], allowedOrigins: ['http://192.168.1.2:5173'], trustedProxies: ['127.0.0.1', '::1'], catalogue: { 7: 12_800, pants: 10 }, walnut: undefined, wechatApi: undefined, real: undefined,
    })
  })

  test('names real gateways, and production is where they are', () => {
    expect(read(FILE).real).toStrictEqual({
      publicOrigin: 'https://pay.example.com',
      wechat: { ...WECHAT, payUrl: 'https://api.mch.weixin.qq.com', apiUrl: 'https://api.weixin.qq.com', openUrl: 'https://open.weixin.qq.com', certificate: undefined },
    })
  })

  test('takes other addresses, and a certificate', () => {
    const wechat = { ...WECHAT, pay_url: 'https://api.mch.weixin.qq.com/sandboxnew', api_url: 'http://127.0.0.1:8788', open_url: 'http://localhost:1', cert_file: 'cert.pem', cert_key_file: 'key.pem' }
    expect(read({ ...FILE, wechat }).real?.wechat).toMatchObject({ payUrl: 'https://api.mch.weixin.qq.com/sandboxnew', apiUrl: 'http://127.0.0.1:8788', openUrl: 'http://localhost:1', certificate: pair })
  })

  test('can come from the environment alone, which wins over the file', () => {
    const env = {
      BAAS_PAY_PUBLIC_ORIGIN: 'https://pay.example.com', BAAS_PAY_CLIENT_IDS: 'shop, kiosk', BAAS_PAY_ALLOWED_ORIGINS: 'https://a.example.com,https://b.example.com',
      BAAS_PAY_WECHAT_APPID: WECHAT.appid, BAAS_PAY_WECHAT_MCH_ID: WECHAT.mch_id, BAAS_PAY_WECHAT_KEY: KEY, BAAS_PAY_WECHAT_SECRET: SECRET, BAAS_PAY_WECHAT_PAY_URL: 'https://api2.mch.weixin.qq.com',
    }
    const config = read(undefined, env)
    expect(config).toMatchObject({ clientIDs: ['shop', 'kiosk'], allowedOrigins: ['https://a.example.com', 'https://b.example.com'], real: { wechat: { ...WECHAT, payUrl: 'https://api2.mch.weixin.qq.com' } } })
    const wrong = { public_origin: 'x', client_ids: 1, allowed_origins: 1, wechat: { appid: 1, mch_id: 1, key: 1, secret: 1, pay_url: 1 } }
    expect(read(wrong, env)).toStrictEqual(config)
  })
})

describe('rule 9: a configuration is refused', () => {
  test.each<[string, unknown, RegExp]>([
    ['a list', [], /^the file is not a JSON object$/],
    ['null', null, /^the file is not a JSON object$/],
    ['an unknown setting', { ...FILE, publicOrigin: 'x' }, /^publicOrigin is no setting$/],
    ['an unknown setting of wechat', { ...FILE, wechat: { ...WECHAT, mchid: 'x' } }, /^wechat\.mchid is no setting$/],
    ['a __proto__ setting', JSON.parse('{"__proto__":{}}'), /^__proto__ is no setting$/],
    ['a public origin without a gateway', { public_origin: 'https://pay.example.com' }, /^public_origin is for real gateways, and none is named: wechat is missing$/],
    ['http to the world', { ...FILE, public_origin: 'http://pay.example.com' }, /^public_origin is not an https origin/],
    ['a public origin with a path', { ...FILE, public_origin: 'https://pay.example.com/' }, /^public_origin is not an https origin/],
    ['no client id', { ...FILE, client_ids: [] }, /^client_ids is not a list of client ids/],
    ['one client id as text', { ...FILE, client_ids: 'shop' }, /^client_ids is not a list/],
    ['a client id with a space', { ...FILE, client_ids: ['a b'] }, /^client_ids is not a list/],
    ['every origin', { ...FILE, allowed_origins: ['*'] }, /^allowed_origins is not a list of page origins/],
    ['an origin with a slash', { ...FILE, allowed_origins: ['https://shop.example.com/'] }, /^allowed_origins is not/],
    ['a proxy by its name', { ...FILE, trusted_proxies: ['proxy.example.com'] }, /^trusted_proxies is not a list of IP addresses$/],
    ['a price of three decimals', { ...FILE, catalogue: { a: 0.123 } }, /^catalogue is not the price/],
    ['a price of nothing', { ...FILE, catalogue: { a: 0 } }, /^catalogue is not the price/],
    ['a price list', { ...FILE, catalogue: [1] }, /^catalogue is not the price/],
    ['a product without a name', { ...FILE, catalogue: { '': 1 } }, /^catalogue is not the price/],
    ['another app id', { ...FILE, wechat: { ...WECHAT, appid: '1900000109' } }, /^wechat\.appid is not the app id, wx and 16/],
    ['a merchant number as a number', { ...FILE, wechat: { ...WECHAT, mch_id: 1_900_000_109 } }, /^wechat\.mch_id is not the merchant number/],
    ['a key of 31 characters', { ...FILE, wechat: { ...WECHAT, key: KEY.slice(1) } }, /^wechat\.key is not the API v2 key, 32 letters or digits$/],
    ['a key with a space', { ...FILE, wechat: { ...WECHAT, key: ` ${KEY.slice(1)}` } }, /^wechat\.key is not/],
    ['a short secret', { ...FILE, wechat: { ...WECHAT, secret: 'x' } }, /^wechat\.secret is not the app's secret/],
    ['an address by http', { ...FILE, wechat: { ...WECHAT, pay_url: 'http://api.mch.weixin.qq.com' } }, /^wechat\.pay_url is not an https address/],
    ['an address by http that only looks like this machine', { ...FILE, wechat: { ...WECHAT, pay_url: 'http://127.0.0.1.example.com' } }, /^wechat\.pay_url is not an https address/],
    ['an address with a slash', { ...FILE, wechat: { ...WECHAT, api_url: 'https://api.weixin.qq.com/' } }, /^wechat\.api_url is not/],
    ['an address with a query', { ...FILE, wechat: { ...WECHAT, open_url: 'https://open.weixin.qq.com?a=1' } }, /^wechat\.open_url is not/],
    ['an address with a user', { ...FILE, wechat: { ...WECHAT, pay_url: 'https://u:p@api.mch.weixin.qq.com' } }, /^wechat\.pay_url is not/],
    ['a certificate without its key', { ...FILE, wechat: { ...WECHAT, cert_file: 'cert.pem' } }, /^wechat\.cert_file and wechat\.cert_key_file go together$/],
    ['a key without its certificate', { ...FILE, wechat: { ...WECHAT, cert_key_file: 'key.pem' } }, /^wechat\.cert_file and wechat\.cert_key_file go together$/],
    ['a certificate that is not there', { ...FILE, wechat: { ...WECHAT, cert_file: 'none.pem', cert_key_file: 'key.pem' } }, /are not a certificate and its key/],
    ['a certificate that is none', { ...FILE, wechat: { ...WECHAT, cert_file: 'text.pem', cert_key_file: 'key.pem' } }, /are not a certificate and its key/],
    ['the same file twice', { ...FILE, wechat: { ...WECHAT, cert_file: 'key.pem', cert_key_file: 'key.pem' } }, /are not a certificate and its key/],
  ])('for %s', (_, file, message) => {
    expect(problems(file)).toStrictEqual([expect.stringMatching(message)])
  })

  test.each(['public_origin', 'client_ids'])('without %s, with the name of its variable', (name) => {
    expect(problemsOfJson({ ...FILE, [name]: undefined })).toStrictEqual([expect.stringContaining(`${name} (or BAAS_PAY_${name.toUpperCase()}) is missing`)])
  })

  test.each(Object.keys(WECHAT))('without wechat.%s, with the name of its variable', (name) => {
    expect(problemsOfJson({ ...FILE, wechat: { ...WECHAT, [name]: undefined } })).toStrictEqual([expect.stringContaining(`wechat.${name} (or BAAS_PAY_WECHAT_${name.toUpperCase()}) is missing`)])
  })

  test.each([
    [{ BAAS_PAY_WECHAT_MCHID: 'x' }, /^BAAS_PAY_WECHAT_MCHID is no variable of this server$/],
    [{ BAAS_PAY_CATALOGUE: '{}' }, /^BAAS_PAY_CATALOGUE is no variable of this server$/],
    [{ BAAS_PAY_WECHAT_KEY: 'x' }, /^BAAS_PAY_WECHAT_KEY is not the API v2 key/],
  ])('for %o in the environment', (env, message) => {
    expect(problems(FILE, env)).toStrictEqual([expect.stringMatching(message)])
  })

  test.each([['text', 'x'], ['nothing in it', {}], ['null', null]])('for wechat with %s, and never taken for simulated', (_, wechat) => {
    expect(problems({ wechat })).toEqual(expect.arrayContaining([expect.stringMatching(/^wechat\.key .* is missing/), expect.stringMatching(/^client_ids .* is missing/)]))
  })

  test('rule 8: with everything that is wrong at once, and no value in it', () => {
    const wechat = { appid: 'leaked-1', mch_id: 'leaked-2', key: 'leaked-3', secret: 'leaked-4', pay_url: 'leaked-5', cert_file: 'leaked-6', other: 'leaked-7' }
    const found = problems({ public_origin: 'leaked-8', client_ids: 'leaked-9', wechat }, { BAAS_PAY_WECHAT_SECRET: 'leaked-0' })
    expect(found).toHaveLength(9)
    expect(new ConfigError(found).message).not.toContain('leaked')
  })
})
