import { part } from './element.js'
import { say, write } from './message.js'
import { yuan } from './money.js'
import { typed } from './pin.js'
import { change, screen } from './screens.js'
import { dress } from './wallets.js'

/** Above this the wallet always asks for the password. */
const PASSWORD_FREE_FEN = 100_000

/** What a page in a browser calls up the wallet for. */
const CASHIERS = ['MWEB', 'PAGE', 'WAP', 'CHECKOUT']

/** The ways in which something comes to be paid, and how the wallet is asked about each. */
const WAYS = {
  /** A QR that the payer scanned. It stays payable until the order is over. */
  code: {
    screen: 'confirm', pay: 'pay', refuse: 'refuse', check: 'scan',
    subject: ({ content }) => ({ content }),
    isAsked: ({ amount_fen }) => amount_fen > PASSWORD_FREE_FEN,
    hint: '演示密码 123456；1000 元及以下可不填',
    refused: { message: '已取消，订单仍可支付', note: '没有扣款。想继续付款时，再扫一次二维码即可。' },
    unpaid: '这笔订单没有扣款。请回到商户页面重新下单，再扫新的二维码。',
  },
  /** A payment code that a cashier scanned. To decline it is final. */
  request: {
    // Without the password it charges nothing, and tells whether the request still waits.
    screen: 'request', pay: 'confirm', refuse: 'decline', check: 'confirm',
    subject: ({ provider, out_trade_no }) => ({ provider, out_trade_no }),
    isAsked: () => true,
    hint: '演示密码 123456',
    asked: '收银员扫了你的付款码',
    refused: { message: '已取消付款', note: '没有扣款。想继续付款时，请收银员重新扫一次付款码。' },
    gone: '商户已取消这笔收款',
    unpaid: '没有扣款。想继续付款时，请收银员重新扫一次付款码。',
  },
}
/** A shop's page in a browser that called up the wallet, and may have gone on since. The order stays payable. */
WAYS.page = {
  ...WAYS.request,
  asked: '商户页面请求付款',
  refused: { message: '已取消，订单仍可支付', note: '没有扣款。想继续付款时，请回到商户页面再次发起支付。' },
  gone: '这笔付款已取消或已失效',
  unpaid: '没有扣款。想继续付款时，请回到商户页面再次发起支付。',
}

let order
let way = WAYS.code

/** What is on the screen to be paid, and how the wallet is asked about it. */
export const current = () => ({ order, way })

/** Forgets the last one, as a code is about to be scanned. */
export function forget() {
  order = undefined
  way = WAYS.code
}

function wayOf({ content, trade_type }) {
  if (content !== undefined) return WAYS.code
  return CASHIERS.includes(trade_type) ? WAYS.page : WAYS.request
}

/** Puts an order before its payer; `content` is what its code held, and a request has none. */
export function present(asked, message = '') {
  order = asked
  way = wayOf(asked)
  dress(order.provider)
  fill(order)
  document.querySelector('.headline[data-on="request"]').textContent = way.asked ?? ''
  part('password').setAttribute('aria-required', String(way.isAsked(order)))
  part('password-hint').textContent = way.hint
  part('refuse').textContent = way === WAYS.code ? '暂不支付' : '取消付款'
  show(way.screen, { message })
}

/** Shows a screen of a payment, with a sentence for the payer and a quieter one of help. */
export function show(name, { message = '', note = '' } = {}) {
  typed('')
  part('done').textContent = name === 'unknown' ? '返回' : '完成'
  offerTopUp(false)
  write(part('note'), note)
  change(name)
  say(message)
}

/** Where the money is not enough, filling the wallet takes the main action's place. */
export function offerTopUp(on) {
  part('top-up').hidden = !on
  part('pay').hidden = on
}

/** Writes an order on the screens that show one. */
export function fill({ merchant, subject, amount_fen, out_trade_no }) {
  part('merchant').textContent = merchant
  part('subject').textContent = subject
  part('order-no').textContent = out_trade_no
  part('amount').textContent = yuan(amount_fen)
  document.querySelector('#initial').textContent = [...merchant][0] ?? ''
}

/** Whether the code on the screen can be paid another time, so that it is worth keeping. */
export const isPayable = () => ['refused', 'unknown'].includes(screen()) && order?.content !== undefined
