import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import type { LogEvent } from '../../src/index'
import { codeOf } from '../cashier'
import { createDumpingStore } from '../hostile/dumping-store'
import { WALLETS } from '../mock'
import { accountOf } from '../wechat'
import { BUY, createWalnut, ticketOf } from './walnut'

describe('rule 8: in what Walnut\'s routes leave behind', () => {
  test('there is no payment code, no ticket, no key and nothing that signs a message', async () => {
    const store = createDumpingStore()
    const log: LogEvent[] = []
    const mock = createWalnut({ store, log: (event) => log.push(event) })
    let feed = ''
    const { body } = await mock.server.wallets.fetch(`${WALLETS}/sandbox/requests`)
    void (async () => {
      for await (const part of body?.pipeThrough(new TextDecoderStream()) ?? []) feed += part
    })()
    const [ticket, pay_code, spent] = [await ticketOf(mock), await codeOf(mock), await codeOf(mock)]
    const charged = await mock.buy(ticket, { ...BUY, pay_tp: 'wx.scan', pay_code })
    await mock.tell('pay/create', { bu: 'xiaobai', go: 'goods-c', pt: 'wx.scan', ta: 'demo', pay_code: spent }, { ticket, pay_code: spent })
    const again = await mock.buy(ticket, { ...BUY, pay_tp: 'wx.scan', pay_code })
    await mock.clock.advance(0)
    expect([charged.data['or_st'], again.data['or_st']]).toStrictEqual(['OK', 'FA'])
    expect(feed).toContain('/api/demo/pay/buy')
    const { key } = await accountOf(mock.server.wallets)
    const { 'wallets.credentials': _, ...kept } = Object(await store.dump())
    const told = [feed, inspect(log, { depth: Infinity }), JSON.stringify(kept), JSON.stringify([charged, again])]
    for (const text of told) for (const secret of [pay_code, spent, ticket, key]) expect(text).not.toContain(secret)
    expect(JSON.stringify([charged, again])).not.toMatch(/"sign"|<sign>|auth_code/)
  })
})
