import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { ConfigError, readConfig, type Config } from '../src/config'
import { NOTIFIED } from './wechat-v3-vectors'

const V3 = { api: 'v3', api_v3_key: 'a'.repeat(32), merchant_serial: '5157F09EFDC096DE15EBE81A47057A7232F1B8E1', private_key_file: 'own.pem', platform_serial: `PUB_KEY_ID_${'0'.repeat(33)}`, platform_public_key_file: 'wechat.pem' }
const WECHAT = { appid: 'wxd930ea5d5a258f4f', mch_id: '1900000109', secret: '7813490da6f1265e4901ffb80afaa36f', ...V3 }
const FILE = { public_origin: 'https://pay.example.com', client_ids: ['shop'], wechat: WECHAT }

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 })
const pem = (key: KeyObject): string => String(key.export({ type: key.type === 'private' ? 'pkcs8' : 'spki', format: 'pem' }))
const files: Readonly<Record<string, string>> = { 'own.pem': pem(privateKey), 'wechat.pem': pem(publicKey), 'wechat-cert.pem': NOTIFIED.certificate, 'text.pem': 'x' }

const read = (file: unknown, env: Record<string, string> = {}): Config => readConfig({ file, env, readText: (path) => files[path] })

function problems(file: unknown, env: Record<string, string> = {}): readonly string[] {
  try {
    read(file, env)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
}

describe('a configuration of WeChat Pay v3', () => {
  test('needs no key of v2', () => {
    expect(read(FILE).real?.wechat).toMatchObject({
      appid: WECHAT.appid, key: '', payUrl: 'https://api.mch.weixin.qq.com',
      v3: { api_v3_key: V3.api_v3_key, merchant_serial: V3.merchant_serial, private_key: pem(privateKey), platform_serial: V3.platform_serial, platform_public_key: pem(publicKey) },
    })
  })

  test('takes the platform\'s certificate for its key', () => {
    const platform = { platform_serial: 'D7CE59D1F522D701', platform_public_key_file: 'wechat-cert.pem' }
    expect(read({ ...FILE, wechat: { ...WECHAT, ...platform } }).real?.wechat.v3?.platform_public_key).toMatch(/^-----BEGIN PUBLIC KEY-----/)
  })

  test('is not read where v2 is spoken', () => {
    const { api: _, ...wechat } = { ...WECHAT, key: 'b'.repeat(32) }
    for (const one of [wechat, { ...wechat, api: 'v2' }]) expect(read({ ...FILE, wechat: one }).real?.wechat).not.toHaveProperty('v3')
  })

  test.each([[{ wechat: { api: 'v3' } }, {}], [{}, { BAAS_PAY_WECHAT_API: 'v3' }], [{ wechat: { api: 'v2' } }, { BAAS_PAY_WECHAT_API: 'v3' }]])('says what the simulated merchant speaks, and names no account by that: %o %o', (file, env: Record<string, string>) => {
    expect(read(file, env)).toMatchObject({ wechatApi: 'v3', real: undefined })
  })

  test.each(Object.keys(V3).filter((name) => name !== 'api'))('rule 9: is refused without %s', (name) => {
    const rest = Object.fromEntries(Object.entries(WECHAT).filter(([one]) => one !== name))
    expect(problems({ ...FILE, wechat: rest })).toStrictEqual([expect.stringContaining(`wechat.${name} (or BAAS_PAY_WECHAT_${name.toUpperCase()}) is missing`)])
  })

  test.each<[string, object, RegExp]>([
    ['another api', { api: 'v4', key: 'b'.repeat(32) }, /^wechat\.api is not v2 or v3$/],
    ['a short key', { api_v3_key: 'short' }, /^wechat\.api_v3_key is not/],
    ['a private key that is none', { private_key_file: 'text.pem' }, /^wechat\.private_key_file is not a key/],
    ['the own key for the platform\'s', { platform_public_key_file: 'own.pem' }, /^wechat\.platform_public_key_file is not a key/],
    ['a serial of another form', { merchant_serial: 'x' }, /^wechat\.merchant_serial is not/],
  ])('rule 9: is refused with %s', (_, change, message) => {
    expect(problems({ ...FILE, wechat: { ...WECHAT, ...change } })).toStrictEqual([expect.stringMatching(message)])
  })
})
