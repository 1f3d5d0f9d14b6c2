import { element, part } from './element.js'

/** Each wallet on the phone: its name, and what its QRs look like. */
const WALLETS = {
  wechat: { name: '微信', title: '微信支付', qr: 'weixin://wxpay/bizpayurl?pr=…' },
  alipay: { name: '支付宝', title: '支付宝', qr: 'https://qr.alipay.com/bax…' },
  qq: { name: 'QQ钱包', title: 'QQ钱包', qr: 'https://myun.tenpay.com/mqq/pay/…' },
}
/** A provider without a wallet of its own here: its cashier page was paid on the phone. */
const OTHER = { name: 'PayPal', title: 'PayPal', qr: '' }

let chosen = 'wechat'

/** The wallet that the payer has open. */
export const wallet = () => chosen

const of = (provider) => WALLETS[provider] ?? OTHER

/** What a wallet is called, shortly, and on its own screen. */
export const nameOf = (provider) => of(provider).name
export const walletTitle = () => of(chosen).title

/** Gives the screen a wallet's look: the open one's, or that of the order which is just being paid. */
export function dress(provider = chosen) {
  part('screen').dataset.phoneWallet = provider
  part('source-wallet').textContent = of(provider).title
}

/** Opens a wallet, and tells its words to the screens that are there. */
export function openWallet(provider) {
  chosen = provider
  dress()
  part('content').placeholder = of(provider).qr
  for (const radio of document.querySelectorAll('.wallets input')) radio.checked = radio.value === provider
}

/** Makes a switch in each place that has one; `changed` hears of the payer's choice. */
export function readyWallets(changed) {
  for (const box of document.querySelectorAll('.wallets')) {
    box.append(...Object.keys(WALLETS).map((provider) => choice(provider, `wallet-${box.dataset.phonePart}`, changed)))
  }
  openWallet(chosen)
}

function choice(provider, group, changed) {
  const radio = element('input', { type: 'radio', name: group, value: provider })
  radio.addEventListener('change', () => {
    openWallet(provider)
    changed()
  })
  return element('label', { 'data-phone-part': `wallet-${provider}` }, radio, element('span', {}, nameOf(provider)))
}
