import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { serve, type Served } from '../src/serve'
import { addressesOf, freePorts, killAll, run } from './command'
import { answerOf, ORDERS, ORDER_BODY, type Answer } from './mock'
import { makeKeyPair } from './key-pair'

const SECRET = '7813490da6f1265e4901ffb80afaa36f'
const CLIENT = { 'content-type': 'application/json', 'x-hydrogen-client-id': 'shop' }

interface Account { readonly appid: string, readonly mch_id: string, readonly key: string }

let directory = ''
let wechat: Served
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'baas-pay-real-'))
  wechat = await serve({ port: 0, walletsPort: 0 })
})
afterEach(async () => {
  killAll()
  await wechat.close()
  rmSync(directory, { recursive: true, force: true })
})

/** What stands for the real WeChat Pay here: the wallets of another server, which knows nothing of this merchant. */
async function account(): Promise<Account> {
  const { wechat: { appid, mch_id, key } }: { wechat: Account } = JSON.parse(await (await fetch(`${wechat.walletsOrigin}/sandbox/credentials`)).text())
  return { appid, mch_id, key }
}

interface Real { readonly merchant: string, readonly walletsPort: number, readonly key: string, readonly out: () => string }

async function startReal(change: object = {}): Promise<Real> {
  const { key, ...ids } = await account()
  const [port = 0, walletsPort = 0] = await freePorts(2)
  const urls = Object.fromEntries(['pay_url', 'api_url', 'open_url'].map((name) => [name, wechat.walletsOrigin]))
  writeFileSync(join(directory, 'pay.json'), JSON.stringify({ public_origin: `http://127.0.0.1:${port}`, client_ids: ['shop'], allowed_origins: ['https://shop.example.com'], wechat: { ...ids, ...urls, secret: SECRET, ...change } }))
  const command = run(['--port', String(port), '--wallets-port', String(walletsPort), '--config', join(directory, 'pay.json'), '--data', join(directory, 'data')], { BAAS_PAY_WECHAT_KEY: key })
  const [merchant = ''] = await addressesOf(command)
  return { merchant, walletsPort, key, out: () => command.output.out + command.output.err }
}

const get = async (url: string, headers: Record<string, string> = CLIENT): Promise<Answer> => answerOf(await fetch(url, { headers }))
const post = async (url: string, body: object): Promise<Answer> => answerOf(await fetch(url, { method: 'POST', headers: CLIENT, body: JSON.stringify(body) }))

describe('with real gateways', () => {
  test('an order is placed, paid on the payer\'s own phone, notified and found; no key is told', async () => {
    const { merchant, key, out } = await startReal()
    const { body: created } = await post(`${merchant}${ORDERS}`, ORDER_BODY)
    expect(created).toMatchObject({ status: 'pending', code_url: expect.stringMatching(/^weixin:/) })
    await post(`${wechat.walletsOrigin}/phone/pay`, { content: created.code_url, password: '123456' })
    // Nobody is left to ask, so that only the notify can have told of the payment.
    await wechat.close()
    expect((await get(`${merchant}${ORDERS}?trade_no=${created.trade_no}`)).body.objects).toMatchObject([{ status: 'success' }])
    const badNotify = await fetch(`${merchant}/api/demo/pay/re_wx`, { method: 'POST', body: '<xml><sign>x</sign></xml>' })
    expect(await badNotify.text()).toContain('FAIL')
    await vi.waitFor(() => expect(out()).toContain('a notify was refused'))
    for (const secret of [key, SECRET]) expect(out()).not.toContain(secret)
  }, 60_000)

  test('rule 8: no phone and no sandbox is mounted, and the wallets\' port is not bound', async () => {
    const { merchant, walletsPort, out } = await startReal()
    for (const path of ['/phone', '/phone/', '/phone/wallet', '/sandbox/credentials', '/sandbox/requests', '/pay/unifiedorder']) {
      for (const method of ['GET', 'POST']) expect([path, (await fetch(`${merchant}${path}`, { method, headers: CLIENT })).status]).toStrictEqual([path, 404])
    }
    for (const path of ['scenario', 'clock', 'orders/x/refund']) expect((await post(`${merchant}/sandbox/${path}`, {})).status).toBe(404)
    await expect(fetch(`http://127.0.0.1:${walletsPort}/healthz`)).rejects.toThrow('fetch failed')
    expect(out()).toContain('no wallets are simulated')
  }, 60_000)

  test('the pages of a demo and the client id of a demo are not let in', async () => {
    const { merchant } = await startReal()
    const allowed = async (origin: string): Promise<string | null> => (await fetch(`${merchant}/healthz`, { headers: { origin } })).headers.get('access-control-allow-origin')
    expect(await allowed('https://shop.example.com')).toBe('https://shop.example.com')
    expect(await allowed('http://127.0.0.1:5173')).toBeNull()
    expect((await get(`${merchant}${ORDERS}`, { 'x-hydrogen-client-id': 'demo' })).status).toBe(403)
  }, 60_000)

  test('a certificate is read from beside the file, and without one the start says what will not work', async () => {
    const { cert, key } = makeKeyPair('a merchant')
    writeFileSync(join(directory, 'cert.pem'), cert)
    writeFileSync(join(directory, 'key.pem'), key)
    expect((await startReal({ cert_file: 'cert.pem', cert_key_file: 'key.pem' })).out()).not.toContain('warning')
    killAll()
    expect((await startReal()).out()).toContain('no client certificate')
  }, 60_000)
})

describe('rule 9: a configuration that can\'t be used ends the start with 2, and nothing listens', () => {
  test.each<[string, string, RegExp]>([
    ['says everything that is wrong', '{"public_origin":"http://a.example.com","wechat":{"key":"hunter2hunter2"}}', /can not be used:\n {2}client_ids .* is missing.*\n(.*\n)* {2}public_origin is not .*\n {2}wechat\.key is not .*\n$/],
    ['is not JSON', '{"key": hunter2}', /pay\.json is not JSON\n$/],
  ])('because it %s', async (_, text, message) => {
    writeFileSync(join(directory, 'pay.json'), text)
    const { code, out, err } = await run(['--port', '0', '--wallets-port', '0', '--config', join(directory, 'pay.json')]).ended
    expect([code, out]).toStrictEqual([2, ''])
    expect(err).toMatch(message)
    expect(err).not.toContain('hunter2')
  }, 60_000)

  test('because it is not there', async () => {
    const path = join(directory, 'none.json')
    expect(await run(['--port', '0', '--wallets-port', '0', '--config', path]).ended).toMatchObject({ code: 2, out: '', err: `baas-pay-mock: the configuration can not be used:\n  ${path} can not be read\n` })
  }, 60_000)
})
