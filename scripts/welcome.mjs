// What `npm start` says once everything listens.
import { renderUnicodeCompact } from 'uqr'
import { isPrivate } from './lan.mjs'
import { isHere, originOf } from './origins.mjs'

// White on black whatever the terminal's colours, since not every scanner reads a code with its colours swapped.
const onBlack = (lines) => lines.split('\n').map((line) => `\u001B[97;40m${line}\u001B[0m`).join('\n')

function codeOf(url, isTerminal) {
  const code = renderUnicodeCompact(url, { border: 2 })
  return isTerminal ? onBlack(code) : code
}

function forPhones({ host, others }, pages, isTerminal) {
  if (isHere(host)) return ''
  const codes = pages.map(([name, url]) => `  ${name}  ${url}\n${codeOf(url, isTerminal)}`)
  const warning = isPrivate(host) ? [] : [`  注意 ${host} 不是私有地址，能访问它的人都能用这个模拟钱包。 Not a private address: whoever reaches it can use the simulated wallet.`]
  const choice = others.length > 0 ? [`  本机还有 Other addresses: ${others.join(', ')}；npm start -- --host ${others[0]}`] : []
  return ['  用同一网络里的手机扫码打开 Scan with a phone in the same network:', ...codes, ...warning, ...choice, ''].join('\n')
}

/** The text; with codes to scan where phones in the network get to the pages. */
export function welcome(options, { isTerminal }) {
  const { host, merchant, wallets, playground } = options
  const [shop, phone] = [`${originOf(host, playground)}/shop`, `${originOf(host, wallets)}/phone`]
  return `
  商城 playground   ${originOf(host, playground)}
  商户 merchant     ${originOf(host, merchant)}
  钱包 wallets      ${originOf(host, wallets)}

  试一试 Try it:
  1. 打开 ${shop} 选购并支付        Open the shop, buy something, pay.
  2. 在页面旁的虚拟手机里点那笔付款，或另开 ${phone}        Tap the payment on the virtual phone beside the page, or open it in a tab.
  3. 确认支付，要密码就输 123456，看页面自己跳到成功        Confirm, with 123456 where it asks; watch the page move on by itself.

${forPhones(options, [['商店 shop', shop], ['虚拟手机 phone', phone]], isTerminal)}
  Ctrl-C 结束 stops everything.
`
}
