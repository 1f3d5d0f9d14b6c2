import { ask } from './api.js'
import { drawBarcode, drawQr, fitBarcode } from './drawing.js'
import { part } from './element.js'
import { say } from './message.js'
import { screen } from './screens.js'
import { wallet } from './wallets.js'

const TICK_MS = 250

/** The digits on the screen; they leave the page with it. */
let digits = ''
let isRevealed = false
let endsAt = 0
let issuedAt = 0
let fetching = false
let timer

/** Shows a fresh code, and keeps it fresh while it is looked at. */
export function openCode() {
  clearCode()
  void freshen()
  tick()
}

/** Forgets the code, as soon as it isn't looked at. */
export function closeCode() {
  clearTimeout(timer)
  clearCode()
}

function tick() {
  clearTimeout(timer)
  if (screen() !== 'code') return
  const leftMs = endsAt - performance.now()
  part('expires').textContent = digits ? `${Math.max(0, Math.ceil(leftMs / 1000))} 秒后自动更新` : ''
  // A code that nobody sees is not renewed; the page asks again when it is looked at.
  if (digits && leftMs <= 0 && !document.hidden) void freshen()
  timer = setTimeout(tick, TICK_MS)
}

async function freshen(told = '') {
  if (fetching) return
  fetching = true
  const askedAt = performance.now()
  const provider = wallet()
  try {
    const { auth_code, expires_in } = await ask('payment-code', { provider })
    const barcode = await drawBarcode(auth_code)
    // The payer may have opened another wallet meanwhile.
    if (screen() === 'code' && provider === wallet()) put(auth_code, { barcode, askedAt, endsAt: askedAt + expires_in * 1000 })
    if (told && screen() === 'code') say(told, 'passing')
  } catch {
    clearCode()
    part('code').dataset.state = 'missing'
  }
  fetching = false
  if (screen() === 'code' && provider !== wallet()) void freshen()
}

function put(code, { barcode, askedAt, endsAt: end }) {
  digits = code
  endsAt = end
  issuedAt = askedAt
  part('barcode').replaceChildren(barcode)
  fit()
  part('code-qr').replaceChildren(drawQr(code))
  part('code').dataset.state = 'shown'
  reveal(isRevealed)
}

function fit() {
  const box = part('barcode')
  const barcode = box.firstElementChild
  if (barcode) fitBarcode(barcode, box.clientWidth)
}

function clearCode() {
  digits = ''
  part('barcode').replaceChildren()
  part('code-qr').replaceChildren()
  part('code').dataset.state = 'loading'
  reveal(false)
}

function reveal(on) {
  isRevealed = on
  const groups = digits.match(/^(\d{4})(\d{4})(\d{4})(\d+)$/)?.slice(1) ?? []
  part('auth-code').textContent = groups.map((group, index) => (on || index === 0 ? group : '••••')).join(' ')
  part('reveal').textContent = on ? '隐藏数字' : '查看数字'
}

async function copy() {
  if (!digits) return say('付款码还没有取到', 'wrong')
  try {
    await navigator.clipboard.writeText(digits)
    say('已复制付款码', 'passing')
  } catch {
    reveal(true)
    say('无法复制，请照数字输入', 'wrong')
  }
}

/** Looks at what became of the code, by a picture that was asked for at `askedAt`. */
export function lookAtCode({ payment_codes }, askedAt) {
  const state = payment_codes[wallet()]
  if (screen() !== 'code') return
  // The wallet answers again.
  if (part('code').dataset.state === 'missing') void freshen()
  if (!digits || askedAt < issuedAt) return
  if (state === 'used') void freshen('付款码已使用，已更换新码')
  if (state === 'expired') void freshen()
}

/** Makes the buttons beside the code work. */
export function readyToShow() {
  addEventListener('resize', fit)
  part('reveal').addEventListener('click', () => reveal(!isRevealed))
  part('copy').addEventListener('click', () => { void copy() })
  part('retry-code').addEventListener('click', () => { void freshen() })
}
