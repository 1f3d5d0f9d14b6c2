import { part } from './element.js'
import { walletTitle } from './wallets.js'

/**
 * Every screen: its title, where the focus goes, and where a sentence stands: over the foot, beside the field that it is about, or
 * as the headline. A place is where the payer is between payments.
 */
const SCREENS = {
  home: { title: '钱包', first: 'title', says: 'foot', isPlace: true },
  scan: { title: '扫一扫', first: 'content', says: 'field', isPlace: true },
  code: { title: '收付款', first: 'title', says: 'foot', isPlace: true },
  bill: { title: '账单', first: 'title', says: 'foot', isPlace: true },
  account: { title: '账号与余额', first: 'title', says: 'foot', isPlace: true },
  tools: { title: '调试工具', first: 'title', says: 'foot', isPlace: true },
  confirm: { title: '确认付款', first: 'password', says: 'field' },
  request: { title: '确认付款', first: 'password', says: 'field' },
  paid: { title: '付款结果', first: 'done', says: 'headline' },
  refused: { title: '付款结果', first: 'done', says: 'headline' },
  unknown: { title: '付款结果', first: 'again', says: 'headline' },
  over: { title: '付款结果', first: 'done', says: 'headline' },
}

export const screen = () => part('screen').dataset.phoneScreen

/** Whether the screen is one to come and go from freely. */
export const isPlace = () => Boolean(SCREENS[screen()].isPlace)

/** The places that an address can name. */
export const isPlaceName = (name) => Object.hasOwn(SCREENS, name) && Boolean(SCREENS[name].isPlace)

/** Changes to a screen. The style sheet knows what is on which. */
export function change(name, { first = SCREENS[name].first } = {}) {
  const { says } = SCREENS[name]
  part('screen').dataset.phoneScreen = name
  part('screen').scrollTop = 0
  part('message').dataset.at = says
  writeTitle()
  // On a real phone a field would bring its keyboard up, over the ways to scan a picture.
  focusOn(first === 'content' && matchMedia('(pointer: coarse)').matches ? 'title' : first)
}

/** Writes what the screen is called; the first one is the open wallet's. */
export function writeTitle() {
  const title = screen() === 'home' ? walletTitle() : SCREENS[screen()].title
  part('title').textContent = title
  document.title = `${title} · 虚拟手机`
}

/** Holds every control while a request runs. */
export function hold(on) {
  for (const control of document.querySelectorAll('button, select, input[type="radio"]')) control.disabled = on
  for (const field of ['content', 'password', 'funds']) part(field).readOnly = on
}

/** Moves the focus. In a frame the phone takes none from the page around it. */
export function focusOn(name) {
  if (window === window.top || document.hasFocus()) part(name).focus({ preventScroll: name === 'title' })
}
