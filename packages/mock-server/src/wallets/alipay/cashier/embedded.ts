import type { Context } from 'hono'
import { renderSVG } from 'uqr'
import type { Trade } from '../../trade'
import { lookAt, type Wallets } from '../../wallets'
import { invalid, textIn } from '../biz-content'
import { AlipayFailure } from '../failure'
import type { AlipayRequest } from '../request'
import { openVisit } from './open-visit'

/** The page of a QR alone, in a frame of the merchant's own page. */
export const EMBEDDED_PATH = '/alipay/qrcode'

/** The values of `qr_pay_mode` that ask for it; 2, or none, leads to the whole cashier. */
const MODES = ['0', '1', '3', '4']
/** Only this one takes a `qrcode_width`. */
const SIZED = '4'

/** Whether a `page.pay` wants the QR alone. @throws {AlipayFailure} */
export const isEmbedded = (biz: AlipayRequest['biz']): boolean => MODES.includes(textIn(biz, 'qr_pay_mode', 1))

/** Takes the frame on to the order's QR. What is refused is said there, in the frame. */
export async function toEmbedded(c: Context, request: AlipayRequest, wallets: Wallets): Promise<Response> {
  try {
    const width = widthIn(request.biz)
    const order = await openVisit(request, 'EMBEDDED', wallets)
    return c.body(null, 302, { 'location': `${EMBEDDED_PATH}?order=${order}${width === '' ? '' : `&width=${width}`}`, 'referrer-policy': 'no-referrer' })
  } catch (error) {
    if (!(error instanceof AlipayFailure)) throw error
    return c.body(pageOf({ words: error.message }), 200, headersFor(wallets))
  }
}

/** Shows it, as the order stands now. */
export async function showEmbedded(c: Context, wallets: Wallets): Promise<Response> {
  const { order = '', width = '' } = c.req.query()
  const prepay = await wallets.prepays.get(order)
  const trade = prepay && await wallets.trades.get(prepay.trade_id)
  if (trade?.trade_type !== 'EMBEDDED') return c.body(pageOf({ words: '没有这笔订单，请返回商户重新下单' }), 404, headersFor(wallets))
  const shown = shownOf(await lookAt(trade, wallets))
  return c.body(pageOf(shown.isOpen ? { ...shown, content: prepay?.content ?? '', width: isWidth(width) ? width : '' } : shown), 200, headersFor(wallets))
}

const isWidth = (text: string): boolean => /^[1-9]\d{1,3}$/.test(text)

function widthIn(biz: AlipayRequest['biz']): string {
  const width = textIn(biz, 'qrcode_width', 4)
  if (width !== '' && !isWidth(width)) throw invalid('qrcode_width')
  return textIn(biz, 'qr_pay_mode', 1) === SIZED ? width : ''
}

function shownOf({ state, seen_at }: Trade): { readonly isOpen: boolean, readonly words: string } {
  switch (state) {
    case 'NOTPAY':
    case 'USERPAYING': return { isOpen: true, words: seen_at === null ? '' : '已扫码，请在手机上付款' }
    case 'SUCCESS':
    case 'REFUND': return { isOpen: false, words: '支付成功' }
    case 'CLOSED':
    case 'REVOKED':
    case 'PAYERROR': return { isOpen: false, words: '二维码已失效，请返回商户重新下单' }
  }
}

/** Nothing runs in it, and pages of the allowed origins alone may frame it. It tells them nothing: whether it is paid, their server knows. */
const headersFor = ({ allowedOrigins }: Wallets): Record<string, string> => ({
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': ["default-src 'none'", "style-src 'self'", 'img-src data:', "base-uri 'none'", "form-action 'none'", `frame-ancestors ${allowedOrigins.length > 0 ? allowedOrigins.join(' ') : "'none'"}`].join('; '),
  'referrer-policy': 'no-referrer',
})

/** The page; while there is a QR, it comes again every few seconds and shows what became of it. */
function pageOf({ content, words, width = '' }: { readonly content?: string, readonly words: string, readonly width?: string }): string {
  const refresh = content === undefined ? '' : '<meta http-equiv="refresh" content="3">'
  const qr = content === undefined ? '' : renderSVG(content, { border: 4, ecc: 'M' }).replace('<svg', `<svg role="img" aria-label="支付宝付款二维码"${width === '' ? '' : ` width="${width}"`}`)
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light">${refresh}<title>支付宝扫码付款</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/alipay/embedded.css">`
  return `<!doctype html><html lang="zh-CN"><head>${head}</head><body>${qr}${words === '' ? '' : `<p role="status">${escaped(words)}</p>`}</body></html>`
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
