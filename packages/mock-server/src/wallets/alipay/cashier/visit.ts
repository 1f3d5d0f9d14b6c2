import type { Context } from 'hono'
import { PAGE_HEADERS } from '../../../http/wallet-page'
import type { TradeType } from '../../trade'
import type { Wallets } from '../../wallets'
import { checkWord, invalid, textIn } from '../biz-content'
import { codeFields, type AlipayFailure } from '../failure'
import type { AlipayRequest } from '../request'
import { isEmbedded, toEmbedded } from './embedded'
import { openVisit } from './open-visit'
import { cashierPage } from './page'

/** A method that a payer's browser calls: the trade that it makes, and the product that it must name. */
interface Page { readonly type: Extract<TradeType, 'PAGE' | 'WAP'>, readonly product: string }

/** The methods that a payer's browser calls. */
export const PAGES: Readonly<Record<string, Page>> = {
  'alipay.trade.page.pay': { type: 'PAGE', product: 'FAST_INSTANT_TRADE_PAY' },
  'alipay.trade.wap.pay': { type: 'WAP', product: 'QUICK_WAP_WAY' },
}

/** Where the cashier is, in production at excashier.alipay.com and here at the wallets' own address. */
export const CASHIER_PATH = '/alipay/cashier'

/** Takes the payer's browser on to the order's cashier. The trade does not exist for the merchant before the payer logs in there. @throws {AlipayFailure} */
export async function toCashier(c: Context, request: AlipayRequest, wallets: Wallets): Promise<Response> {
  const page = PAGES[request.method]
  if (!page) throw new Error(`a browser does not call this: ${request.method}`)
  checkProduct(request, page)
  if (page.type === 'PAGE' && isEmbedded(request.biz)) return toEmbedded(c, request, wallets)
  const order = await openVisit(request, page.type, wallets)
  return c.body(null, 302, { 'location': `${CASHIER_PATH}?order=${order}`, 'referrer-policy': 'no-referrer' })
}

function checkProduct({ biz }: AlipayRequest, { type, product }: Page): void {
  if (textIn(biz, 'product_code', 64) !== product) throw invalid('product_code')
  checkWord(biz, 'qr_pay_mode', ['0', '1', '2', '3', '4'])
  const quitUrl = textIn(biz, 'quit_url', 400)
  const isPlain = /^https?:\/\/[^\s\\@]+$/i.test(quitUrl) && URL.canParse(quitUrl)
  if (quitUrl === '' ? type === 'WAP' : !isPlain) throw invalid('quit_url')
}

/** The page for a payer whose order is refused. */
export async function refusalPage(c: Context, { code, subCode, message }: AlipayFailure): Promise<Response> {
  const note = `给开发者：${codeFields(code).code} ${subCode}`
  return c.body(await cashierPage.html({ refusal: message.replace(/，网关生成的.*$/su, ''), note }), 200, PAGE_HEADERS)
}
