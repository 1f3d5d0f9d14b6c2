import { get, request } from 'node:http'
import { createRequire } from 'node:module'
import { networkInterfaces, type NetworkInterfaceInfo } from 'node:os'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { isPrivate, lanAddresses } from './lan.mjs'
import { freePorts, killStarted, npmStart } from './npm-start'
import { parseStartOptions } from './start-options.mjs'
import { welcome } from './welcome.mjs'

const fromMockServer = createRequire(new URL('../packages/mock-server/package.json', import.meta.url))
const jsqr = fromMockServer('jsqr') as (pixels: Uint8ClampedArray, width: number, height: number) => { data: string } | null

const here: NetworkInterfaceInfo = { address: '127.0.0.1', netmask: '', mac: '', internal: true, cidr: null, family: 'IPv4' }
const at = (address: string): NetworkInterfaceInfo => ({ ...here, address, internal: false })
const six = (address: string): NetworkInterfaceInfo => ({ ...here, address, internal: false, family: 'IPv6', scopeid: 0 })

/** Reads the codes that were drawn in blocks of half a line, as a phone's camera would. */
function codesIn(output: string): string[] {
  const pictures = output.match(/(^[█▀▄ ]{21,}\n)+/gm) ?? []
  return pictures.map((picture) => {
    const rows = picture.trimEnd().split('\n').flatMap((line) => ['█▀', '█▄'].map((white) => Array.from(line, (block) => white.includes(block))))
    const scale = 4
    const [width, height] = [(rows[0]?.length ?? 0) * scale, rows.length * scale]
    const pixels = new Uint8ClampedArray(width * height * 4).fill(255)
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) pixels.fill(rows[Math.floor(y / scale)]?.[Math.floor(x / scale)] ? 255 : 0, (y * width + x) * 4, (y * width + x) * 4 + 3)
    }
    return jsqr(pixels, width, height)?.data ?? 'unreadable'
  })
}

describe('the address for --lan', () => {
  it.each<[string, Record<string, NetworkInterfaceInfo[]>, string[]]>([
    ['is never this machine\'s own', { lo: [here] }, []],
    ['is none where there is only IPv6 or a link without a network', { eth0: [six('fd00::2'), six('fe80::1'), at('169.254.1.1')] }, []],
    ['is a private one before any other', { wan: [at('203.0.113.7')], wlan0: [six('fe80::1'), at('192.168.1.5')] }, ['192.168.1.5', '203.0.113.7']],
    ['is a real network\'s before a container\'s', { docker0: [at('172.17.0.1')], utun3: [at('10.9.0.1')], en0: [at('172.20.10.2')] }, ['172.20.10.2', '172.17.0.1', '10.9.0.1']],
    ['is the first of several that are as good', { eth0: [at('10.0.0.2')], wlan0: [at('192.168.1.5')] }, ['10.0.0.2', '192.168.1.5']],
  ])('%s', (_, interfaces, addresses) => {
    expect(lanAddresses(interfaces)).toEqual(addresses)
  })

  it.each([['10.0.0.1', true], ['172.16.0.1', true], ['172.31.255.1', true], ['192.168.0.1', true], ['172.32.0.1', false], ['100.64.0.1', false], ['8.8.8.8', false]])('%s is private: %s', (address, is) => {
    expect(isPrivate(address)).toBe(is)
  })
})

describe('the flags of npm start', () => {
  it('listen on this machine alone and keep nothing, unless told otherwise', () => {
    expect(parseStartOptions([])).toMatchObject({ host: '127.0.0.1', lan: false, data: undefined })
    expect(parseStartOptions(['--lan', '--data', 'kept'])).toMatchObject({ lan: true, data: 'kept' })
  })

  it.each([[['--lan', '--host', '192.168.1.5'], /--lan.*--host/], [['--data', ''], /--data/], [['--host', ''], /--host/], [['--lan=yes'], /--lan/]])('%o make no sense', (args, message) => {
    expect(() => parseStartOptions(args)).toThrow(message)
  })
})

describe('the welcome', () => {
  const options = { host: '192.168.1.5', others: ['10.0.0.2'], merchant: 8787, wallets: 8788, playground: 5173 }

  it('shows the shop and the phone as codes that can be scanned, and the other address', () => {
    const text = welcome(options, { isTerminal: false })
    expect(codesIn(text)).toEqual(['http://192.168.1.5:5173/shop', 'http://192.168.1.5:8788/phone'])
    expect(text).toContain('npm start -- --host 10.0.0.2')
    expect(text).not.toContain('注意')
  })

  it('warns of an address that the world may reach', () => {
    expect(welcome({ ...options, host: '203.0.113.7' }, { isTerminal: false })).toContain('注意')
  })

  it.each(['127.0.0.1', 'localhost', '::1', '0.0.0.0'])('has no code for %s, where no phone gets', (host) => {
    expect(welcome({ ...options, host }, { isTerminal: true })).not.toMatch(/█|手机扫码/)
  })
})

const [address] = lanAddresses(networkInterfaces())

interface Answer { readonly status: number | undefined, readonly allowed: string | undefined, readonly body: string }

function ask(url: string, { headers = {}, body }: { headers?: Record<string, string>, body?: object } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asking = (body ? request : get)(url, { method: body ? 'POST' : 'GET', headers: body ? { 'content-type': 'application/json', ...headers } : headers }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => { text += chunk })
      response.on('end', () => resolve({ status: response.statusCode, allowed: response.headers['access-control-allow-origin'], body: text }))
    })
    asking.once('error', reject).end(body && JSON.stringify(body))
  })
}

describe.skipIf(process.platform === 'win32' || address === undefined)('npm start -- --lan', { timeout: 60_000 }, () => {
  afterEach(killStarted)

  it('brings shop and phone to the network, for its own pages alone', async () => {
    const ports = await freePorts(address)
    const [merchant = '', wallets = '', playground = ''] = ports.map((port) => `http://${address}:${port}`)
    const { output } = npmStart(ports, ['--lan'])
    await vi.waitFor(() => expect(output()).toContain('Ctrl-C'), { timeout: 40_000, interval: 50 })

    expect(codesIn(output())).toEqual([`${playground}/shop`, `${wallets}/phone`])
    expect((await ask(`${playground}/shop`)).status).toBe(200)
    expect((await ask(`${wallets}/phone`)).status).toBe(200)

    const order = { gateway_type: 'weixin_tenpay_native', total_cost: 0.1, merchandise_description: '秋裤' }
    const created = await ask(`${merchant}/hserve/v2.2/idp/pay/order/`, { headers: { 'x-hydrogen-client-id': 'demo', 'origin': playground }, body: order })
    expect(created).toMatchObject({ status: 201, allowed: playground })
    const { code_url: content, trade_no } = JSON.parse(created.body) as { code_url: string, trade_no: string }

    const pay = { content, password: '123456' }
    expect(await ask(`${wallets}/phone/pay`, { headers: { origin: 'http://evil.example' }, body: pay })).toMatchObject({ status: 403, allowed: undefined })
    expect((await ask(`${wallets}/phone/pay`, { headers: { host: 'evil.example' }, body: pay })).status).toBe(421)
    expect((await ask(`${merchant}/healthz`, { headers: { host: 'evil.example' } })).status).toBe(421)
    expect((await ask(`${merchant}/healthz`, { headers: { origin: 'http://evil.example' } })).allowed).toBeUndefined()

    expect((await ask(`${wallets}/phone/pay`, { headers: { origin: wallets }, body: pay })).status).toBe(200)
    expect((await ask(`${merchant}/hserve/v2.2/idp/pay/order/?trade_no=${trade_no}`, { headers: { 'x-hydrogen-client-id': 'demo' } })).body).toContain('"status":"success"')
  })
})
