import { describe, expect, test } from 'vitest'
import { createMemoryStore, type LogEvent } from '../src/index'
import { balanceOf, charging, codeOf, fault, merchantOf } from './cashier'
import { createMock } from './mock'
import { accountsOf, createPayersMock } from './payer'
import { order } from './wechat'

describe('micropay', () => {
  test.each(['MD5', 'HMAC-SHA256'] as const)('charges the payer of the code at once, and tells everything about the payment, signed with %s', async (signType) => {
    const mock = createMock()
    const { micropay, orderquery } = merchantOf(mock)
    const before = Number(await balanceOf(mock))
    const fields = await charging(mock, { attach: 'shop 1', device_info: 'till-1' })
    const answer = await micropay(fields, { signType })
    expect(answer).toMatchObject({
      return_code: 'SUCCESS', result_code: 'SUCCESS', trade_type: 'MICROPAY', total_fee: '10', settlement_total_fee: '10', cash_fee: '10', fee_type: 'CNY', cash_fee_type: 'CNY', bank_type: 'OTHERS',
      is_subscribe: 'N', openid: expect.stringMatching(/^o\w{27}$/), transaction_id: expect.stringMatching(/^4200\d{6}20260101\d{10}$/), out_trade_no: fields['out_trade_no'],
      attach: 'shop 1', device_info: 'till-1', time_end: '20260101080000',
    })
    expect(await orderquery({ transaction_id: answer['transaction_id'] })).toMatchObject({ trade_state: 'SUCCESS', trade_type: 'MICROPAY', openid: answer['openid'] })
    expect(await balanceOf(mock)).toBe(before - 10)
  })

  test('tells nobody by a notify', async () => {
    const urls: string[] = []
    const mock = createMock({ http: (request, inProcess) => { urls.push(request.url); return inProcess(request) } })
    await merchantOf(mock).micropay(await charging(mock, { notify_url: 'http://127.0.0.1:8787/notify' }))
    await mock.clock.advance(86_400_000)
    expect(urls).toStrictEqual([])
  })

  test.each([
    ['above 1000 yuan', '100001', async () => {}], ['of any amount where the payer is asked for it', '10', (mock: ReturnType<typeof createMock>) => fault(mock, 'userpaying', { times: 1 })],
  ] as const)('waits for the password %s, and is paid once the payer has typed it', async (_, total_fee, prepare) => {
    const mock = createMock()
    const { micropay, orderquery } = merchantOf(mock)
    await prepare(mock)
    const fields = await charging(mock, { total_fee })
    const number = fields['out_trade_no']
    expect(await micropay(fields)).toMatchObject({ return_code: 'SUCCESS', return_msg: 'OK', result_code: 'FAIL', err_code: 'USERPAYING', err_code_des: '需要用户输入支付密码' })
    expect(await orderquery({ out_trade_no: number })).toMatchObject({ trade_state: 'USERPAYING', trade_state_desc: '需要用户输入支付密码' })
    expect(await micropay(fields)).toMatchObject({ err_code: 'USERPAYING' })
    expect((await mock.phone('confirm', { out_trade_no: number, password: '000000' })).body).toMatchObject({ error: 'wrong_password' })
    expect(await orderquery({ out_trade_no: number })).toMatchObject({ trade_state: 'USERPAYING' })
    expect((await mock.phone('confirm', { out_trade_no: number, password: '123456' })).body).toMatchObject({ state: 'SUCCESS' })
    expect(await orderquery({ out_trade_no: number })).toMatchObject({ trade_state: 'SUCCESS', total_fee })
    expect(await micropay(fields)).toMatchObject({ err_code: 'ORDERPAID', err_code_des: '订单已支付' })
  })

  test('has failed for good once the payer says no to the password', async () => {
    const mock = createMock()
    const { micropay, orderquery } = merchantOf(mock)
    const fields = await charging(mock, { total_fee: '100001' })
    await micropay(fields)
    await mock.phone('decline', { out_trade_no: fields['out_trade_no'] })
    expect(await orderquery({ out_trade_no: fields['out_trade_no'] })).toMatchObject({ trade_state: 'PAYERROR', trade_state_desc: '支付失败,请撤销订单' })
    expect(await micropay({ ...fields, auth_code: await codeOf(mock) })).toMatchObject({ err_code: 'TRADE_ERROR', err_code_des: '交易错误' })
  })

  test('charges, and says SYSTEMERROR, so that only a query tells', async () => {
    const mock = createMock()
    const { micropay, orderquery } = merchantOf(mock)
    await fault(mock, 'systemerror-but-paid')
    const fields = await charging(mock)
    expect(await micropay(fields)).toMatchObject({ result_code: 'FAIL', err_code: 'SYSTEMERROR', err_code_des: '接口返回错误' })
    expect(await orderquery({ out_trade_no: fields['out_trade_no'] })).toMatchObject({ trade_state: 'SUCCESS' })
  })

  test('says BANKERROR, charges nothing, and leaves the order open', async () => {
    const mock = createMock()
    const { micropay, orderquery } = merchantOf(mock)
    const before = await balanceOf(mock)
    await fault(mock, 'bankerror', { times: 1 })
    const fields = await charging(mock)
    expect(await micropay(fields)).toMatchObject({ err_code: 'BANKERROR', err_code_des: '银行系统异常' })
    expect(await balanceOf(mock)).toBe(before)
    expect(await orderquery({ out_trade_no: fields['out_trade_no'] })).toMatchObject({ trade_state: 'NOTPAY' })
    expect(await micropay({ ...fields, auth_code: await codeOf(mock) })).toMatchObject({ result_code: 'SUCCESS', out_trade_no: fields['out_trade_no'] })
  })

  test.each([['refused', 'RULELIMIT'], ['closes-while-paying', 'ORDERCLOSED'], ['expired', 'ORDERCLOSED']])('ends definitely with the fault %s, as %s', async (name, err_code) => {
    const mock = createMock()
    const { micropay, orderquery } = merchantOf(mock)
    const before = await balanceOf(mock)
    await fault(mock, name)
    const fields = await charging(mock)
    expect(await micropay(fields)).toMatchObject({ result_code: 'FAIL', err_code })
    expect(await balanceOf(mock)).toBe(before)
    expect(await orderquery({ out_trade_no: fields['out_trade_no'] })).toMatchObject({ trade_state: err_code === 'ORDERCLOSED' ? 'CLOSED' : 'PAYERROR' })
  })
})

describe('a charge that BANKERROR left open', () => {
  test('is not another payer\'s to pay, and stays open for its own', async () => {
    const mock = createPayersMock()
    const { micropay, orderquery } = merchantOf(mock)
    const [own, other] = await accountsOf(mock)
    await fault(mock, 'bankerror', { times: 1 })
    const fields = await charging(mock)
    await micropay(fields)
    await mock.phone('account', { openid: other.openid })
    expect(await micropay({ ...fields, auth_code: await codeOf(mock) })).toMatchObject({ err_code: 'BUYER_MISMATCH' })
    expect(await orderquery({ out_trade_no: fields['out_trade_no'] })).toMatchObject({ trade_state: 'NOTPAY' })
    await mock.phone('account', { openid: own.openid })
    expect(await micropay({ ...fields, auth_code: await codeOf(mock) })).toMatchObject({ result_code: 'SUCCESS', openid: own.openid })
  })
})

describe('a payment code', () => {
  test('is used once, whatever came of it', async () => {
    const mock = createMock()
    const { micropay } = merchantOf(mock)
    const fields = await charging(mock, { total_fee: '100001' })
    await micropay(fields)
    expect(await micropay({ ...(await charging(mock)), auth_code: fields['auth_code'] })).toMatchObject({ err_code: 'AUTH_CODE_INVALID', err_code_des: '101 每个二维码仅限使用一次，请刷新再试' })
  })

  test('is not used up by a number that can not be paid', async () => {
    const mock = createMock()
    const { micropay, unifiedorder } = merchantOf(mock)
    const known = order()
    await unifiedorder(known)
    const fields = await charging(mock)
    expect(await micropay({ ...fields, out_trade_no: known['out_trade_no'] })).toMatchObject({ err_code: 'OUT_TRADE_NO_USED' })
    expect(await micropay(fields)).toMatchObject({ result_code: 'SUCCESS' })
  })

  test('rule 4: charges once, however many requests come at once', async () => {
    const mock = createMock()
    const { micropay } = merchantOf(mock)
    const before = Number(await balanceOf(mock))
    const fields = await charging(mock)
    const sameNumber = await Promise.all([fields, fields, { ...fields, auth_code: await codeOf(mock) }].map((request) => micropay(request)))
    expect(sameNumber.map((answer) => answer['err_code'] ?? 'SUCCESS').toSorted()).toStrictEqual(['ORDERPAID', 'ORDERPAID', 'SUCCESS'])
    const code = await codeOf(mock)
    const sameCode = await Promise.all([1, 2, 3].map(async () => micropay(await charging(mock, { auth_code: code }))))
    expect(sameCode.map((answer) => answer['err_code'] ?? 'SUCCESS').toSorted()).toStrictEqual(['AUTH_CODE_INVALID', 'AUTH_CODE_INVALID', 'SUCCESS'])
    expect(await balanceOf(mock)).toBe(before - 20)
  })

  test('rule 8: is in no store, log or answer', async () => {
    const log: LogEvent[] = []
    const store = createMemoryStore()
    const mock = createMock({ store, log: (event) => log.push(event) })
    const { micropay, orderquery } = merchantOf(mock)
    const fields = await charging(mock, { total_fee: '100001' })
    const answers = [await micropay(fields), await micropay({ ...fields, body: 'another' }), await orderquery({ out_trade_no: fields['out_trade_no'] })]
    const kept = await Promise.all(['trades', 'prepays', 'payment-codes'].map((name) => store.collection(`wallets.${name}`).list()))
    expect(kept[0]).toHaveLength(1)
    expect(JSON.stringify([answers, kept, log])).not.toContain(fields['auth_code'])
  })
})
