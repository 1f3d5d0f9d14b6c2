import { part } from './element.js'

/** Every screen: its title, and where the focus goes. A place is where the payer is between payments. */
const SCREENS = {
  home: { title: '钱包', first: 'title', place: true },
  scan: { title: '扫一扫', first: 'content', place: true },
  code: { title: '收付款', first: 'title', place: true },
  bill: { title: '账单', first: 'title', place: true },
  account: { title: '账号与零钱', first: 'title', place: true },
  confirm: { title: '确认付款', first: 'password' },
  request: { title: '确认付款', first: 'password' },
  paid: { title: '付款结果', first: 'done' },
  refused: { title: '付款结果', first: 'done' },
  unknown: { title: '付款结果', first: 'again' },
  over: { title: '付款结果', first: 'done' },
}

export const screen = () => part('screen').dataset.phoneScreen

/** Whether the screen is one to come and go from freely. */
export const isPlace = () => Boolean(SCREENS[screen()].place)

/** The places that an address can name. */
export const isPlaceName = (name) => Object.hasOwn(SCREENS, name) && Boolean(SCREENS[name].place)

/** Changes to a screen. The style sheet knows what is on which. */
export function change(name, { first = SCREENS[name].first } = {}) {
  const { title } = SCREENS[name]
  part('screen').dataset.phoneScreen = name
  part('screen').scrollTop = 0
  part('title').textContent = title
  document.title = `${title} · 虚拟手机`
  // On a real phone a field would bring its keyboard up, over the ways to scan a picture.
  focusOn(first === 'content' && matchMedia('(pointer: coarse)').matches ? 'title' : first)
}

/** Holds every control while a request runs. */
export function hold(on) {
  for (const control of document.querySelectorAll('button, input[type="radio"]')) control.disabled = on
  for (const field of ['content', 'password', 'funds']) part(field).readOnly = on
}

/** Moves the focus. In a frame the phone takes none from the page around it. */
export function focusOn(name) {
  if (window === window.top || document.hasFocus()) part(name).focus({ preventScroll: name === 'title' })
}
