import { EventEmitter, once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parseXml } from '../src/wire/xml'
import { addressesOf, killAll, run, type Running } from './command'
import { answerOf, CLIENT, ORDERS, ORDER_BODY, type Answer } from './mock'
import { order, signed, type Account } from './wechat'

const CLIENT_TOKEN = 'a-token-of-the-page-that-is-long-enough'
let data = ''
beforeEach(() => { data = join(mkdtempSync(join(tmpdir(), 'baas-pay-data-')), 'kept') })
afterEach(() => {
  killAll()
  rmSync(join(data, '..'), { recursive: true, force: true })
})

interface Started { readonly command: Running, readonly merchant: string, readonly wallets: string }

async function start(...more: string[]): Promise<Started> {
  const command = run(['--port', '0', '--wallets-port', '0', '--data', data, ...more])
  const [merchant = '', wallets = ''] = await addressesOf(command)
  return { command, merchant, wallets }
}

async function kill({ command }: Started): Promise<void> {
  command.child.kill('SIGKILL')
  await command.ended
}

const get = async (url: string): Promise<Answer> => answerOf(await fetch(url, { headers: CLIENT }))
const post = async (url: string, body: object): Promise<Answer> => answerOf(await fetch(url, { method: 'POST', headers: CLIENT, body: JSON.stringify(body) }))

/** A merchant's server that takes notifies, and acknowledges none before it is told to. */
async function deafMerchant() {
  let isListening = false
  const notified = new EventEmitter()
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (text: string) => { body += text }).on('end', () => {
      response.end(isListening ? '<xml><return_code>SUCCESS</return_code></xml>' : 'no')
      notified.emit('notify', parseXml(body)['transaction_id'])
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    notify_url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/n`,
    /** The payment that the next notify tells of. */
    told: () => once(notified, 'notify'),
    listen: () => { isListening = true },
    close: () => server.close(),
  }
}

async function payAtWallets({ wallets }: Started, notify_url: string): Promise<void> {
  const { wechat }: { wechat: Account } = JSON.parse(await (await fetch(`${wallets}/sandbox/credentials`)).text())
  const placed = await fetch(`${wallets}/pay/unifiedorder`, { method: 'POST', body: signed(order({ notify_url }), wechat) })
  const { code_url: content } = parseXml(await placed.text())
  expect((await post(`${wallets}/phone/pay`, { content, password: '123456' })).body).toMatchObject({ state: 'SUCCESS' })
}

describe('with --data', () => {
  test('the ladder of a notify goes on after kill -9', async () => {
    const merchant = await deafMerchant()
    // The first steps are 15, 15, 30, 180 and 600 ms.
    const scale = ['--notify-scale', '0.001']
    const first = await start(...scale)
    const told = merchant.told()
    await payAtWallets(first, merchant.notify_url)
    const payment = await told
    expect(await merchant.told()).toStrictEqual(payment)
    await kill(first)
    merchant.listen()
    const again = merchant.told()
    const second = await start(...scale)
    expect(await again).toStrictEqual(payment)
    await kill(second)
    merchant.close()
  }, 60_000)

  test('rule 4: an order survives kill -9 before and after its payment, with the keys that it was signed with', async () => {
    const first = await start()
    const { body: credentials } = await get(`${first.wallets}/sandbox/credentials`)
    const { body: created } = await post(`${first.merchant}${ORDERS}`, { ...ORDER_BODY, client_token: CLIENT_TOKEN })
    await kill(first)

    const second = await start()
    expect((await get(`${second.wallets}/sandbox/credentials`)).body).toStrictEqual(credentials)
    const again = await post(`${second.merchant}${ORDERS}`, { ...ORDER_BODY, client_token: CLIENT_TOKEN })
    expect(again.body).toMatchObject({ trade_no: created.trade_no, transaction_no: created.transaction_no, code_url: created.code_url })
    expect((await post(`${second.wallets}/phone/pay`, { content: created.code_url, password: '123456' })).body).toMatchObject({ state: 'SUCCESS' })
    await kill(second)

    const third = await start()
    expect((await get(`${third.merchant}${ORDERS}?trade_no=${created.trade_no}`)).body.objects).toMatchObject([{ trade_no: created.trade_no, status: 'success' }])
    expect((await post(`${third.wallets}/phone/pay`, { content: created.code_url, password: '123456' })).body).toMatchObject({ error: 'already_paid' })
  }, 60_000)

  test('a second server on the same directory is refused, and the first goes on', async () => {
    const first = await start()
    const second = await run(['--port', '0', '--wallets-port', '0', '--data', data]).ended
    expect([second.code, second.err]).toStrictEqual([1, `baas-pay-mock: another process uses the data in ${data}; choose another with --data\n`])
    expect((await post(`${first.merchant}${ORDERS}`, ORDER_BODY)).status).toBe(201)
  }, 60_000)

  test('ends cleanly on SIGTERM, and is there again', async () => {
    const first = await start()
    const { body: created } = await post(`${first.merchant}${ORDERS}`, ORDER_BODY)
    first.command.child.kill('SIGTERM')
    expect(await first.command.ended).toMatchObject({ code: 0, err: '' })
    const second = await start()
    expect((await get(`${second.merchant}${ORDERS}?trade_no=${created.trade_no}`)).body.objects).toHaveLength(1)
  }, 60_000)
})

test('without --data nothing is written, and no database is loaded', async () => {
  const command = run(['--port', '0', '--wallets-port', '0'])
  await addressesOf(command)
  if (existsSync('/proc/self/maps')) expect(readFileSync(`/proc/${command.child.pid}/maps`, 'utf8')).not.toContain('libsql')
  expect(existsSync(data)).toBe(false)
  expect(readdirSync(join(data, '..'))).toStrictEqual([])
}, 60_000)
