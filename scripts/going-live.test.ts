import { generateKeyPairSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readConfig, type Config } from '../packages/mock-server/src/config'
import { SETTINGS, variableOf } from '../packages/mock-server/src/settings'
import { makeKeyPair } from '../packages/mock-server/test/key-pair'

const text = readFileSync(new URL('../docs/going-live.md', import.meta.url), 'utf8')
const pair = makeKeyPair('a merchant')
const keys = generateKeyPairSync('rsa', { modulusLength: 1024, privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } })
const files: Readonly<Record<string, string>> = { 'apiclient_cert.pem': pair.cert, 'apiclient_key.pem': pair.key, 'app.pem': keys.privateKey, 'alipay.pem': keys.publicKey }

function exampleOf(env: Record<string, string>): Config {
  const [, json = ''] = /```json\n([\s\S]*?)```/.exec(text) ?? []
  return readConfig({ file: JSON.parse(json), env, readText: (path) => files[path] })
}

describe('docs/going-live.md', () => {
  it('has an example that the server takes, with the key that its command line gives', () => {
    expect(text).toContain('BAAS_PAY_WECHAT_KEY=')
    expect(exampleOf({ BAAS_PAY_WECHAT_KEY: '0'.repeat(32) })).toMatchObject({
      catalogue: { '5a6e8b1c': 12_800, '5a6e8b1d': 10 },
      real: { publicOrigin: 'https://pay.example.com', wechat: { payUrl: 'https://api.mch.weixin.qq.com', certificate: pair } },
    })
    expect(() => exampleOf({})).toThrow('wechat.key (or BAAS_PAY_WECHAT_KEY) is missing')
  })

  it('names every setting with its variable, and no other', () => {
    const rows = [...text.matchAll(/^\| `([a-z0-9_.]+)` \| (?:`(BAAS_PAY_[A-Z0-9_]+)`|–) \|/gm)].map(([, name, variable]) => [name, variable])
    const settings = SETTINGS.map((setting) => [setting.name, setting.variable === 'none' ? undefined : variableOf(setting)])
    expect(rows).toHaveLength(settings.length)
    expect(Object.fromEntries(rows)).toStrictEqual(Object.fromEntries(settings))
  })

  it('says where the providers are unless it is told otherwise', () => {
    const { real } = exampleOf({
      BAAS_PAY_WECHAT_KEY: '0'.repeat(32),
      BAAS_PAY_ALIPAY_APP_ID: '2'.repeat(16), BAAS_PAY_ALIPAY_SELLER_ID: `2088${'1'.repeat(12)}`, BAAS_PAY_ALIPAY_PRIVATE_KEY_FILE: 'app.pem', BAAS_PAY_ALIPAY_PUBLIC_KEY_FILE: 'alipay.pem',
      BAAS_PAY_QQ_APPID: '100000', BAAS_PAY_QQ_MCH_ID: '1900000109', BAAS_PAY_QQ_KEY: '0'.repeat(32),
    })
    const urls = [real?.wechat.payUrl, real?.wechat.apiUrl, real?.wechat.openUrl, real?.alipay?.gatewayUrl, real?.qq?.payUrl, real?.qq?.apiUrl]
    expect(urls).not.toContain(undefined)
    for (const url of urls) expect(text).toContain(`\`${url}\` unless named`)
  })
})
