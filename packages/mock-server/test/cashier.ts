import type { Mock } from './mock'
import { accountOf, call, order, signed, type Signing } from './wechat'

type Fields = Readonly<Record<string, string | undefined>>

/** The digits of a fresh payment code of the one whom the phone is logged in as. */
export async function codeOf(mock: Mock): Promise<string> {
  return String((await mock.phone('payment-code', { provider: 'wechat' })).body['auth_code'])
}

/** Fields of a charge by payment code that WeChat Pay takes, with a fresh code. */
export async function charging(mock: Mock, fields: Fields = {}): Promise<Record<string, string | undefined>> {
  return { ...order({ notify_url: undefined, trade_type: undefined, product_id: undefined }), auth_code: await codeOf(mock), ...fields }
}

/** Puts a fault in force. */
export async function fault(mock: Mock, name: string, limits: object = {}): Promise<void> {
  const { status } = await sandbox(mock, 'scenario', { name, ...limits })
  if (status !== 200) throw new Error(`there is no fault ${name}`)
}

/** Calls what answers with text of its own; a refusal is XML. */
export async function downloadBill(mock: Mock, fields: Fields): Promise<Response> {
  const { wallets } = mock.server
  return wallets.fetch('http://127.0.0.1:8788/pay/downloadbill', { method: 'POST', body: signed(fields, await accountOf(wallets)) })
}

async function sandbox(mock: Mock, path: string, body: object): Promise<Response> {
  return mock.server.wallets.fetch(`http://127.0.0.1:8788/sandbox/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
}

/** The calls of WeChat Pay that a merchant makes. */
export function merchantOf({ server: { wallets } }: Mock) {
  const to = (path: string) => (fields: Fields, signing: Signing = {}): Promise<Record<string, string>> => call(wallets, path, fields, signing)
  return {
    unifiedorder: to('/pay/unifiedorder'),
    micropay: to('/pay/micropay'),
    orderquery: to('/pay/orderquery'),
    closeorder: to('/pay/closeorder'),
    reverse: to('/secapi/pay/reverse'),
    refund: to('/secapi/pay/refund'),
    refundquery: to('/pay/refundquery'),
    authcodetoopenid: to('/tools/authcodetoopenid'),
  }
}

/** What the payer whom the phone is logged in as has left, in fen. */
export async function balanceOf({ server: { wallets } }: Mock): Promise<unknown> {
  const answer = await wallets.fetch('http://127.0.0.1:8788/phone/wallet')
  const { balance_fen }: { balance_fen: unknown } = JSON.parse(await answer.text())
  return balance_fen
}

/** An order that was paid by its QR, with its number and its `transaction_id`. */
export async function paidOrder(mock: Mock, fields: Fields = {}): Promise<{ readonly out_trade_no: string, readonly transaction_id: string }> {
  const { unifiedorder, orderquery } = merchantOf(mock)
  const asked = order(fields)
  const { code_url: content } = await unifiedorder(asked)
  await mock.phone('pay', { content, password: '123456' })
  const { transaction_id = '' } = await orderquery({ out_trade_no: asked['out_trade_no'] })
  return { out_trade_no: asked['out_trade_no'] ?? '', transaction_id }
}
