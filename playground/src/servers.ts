/** The app at the merchant's server: MinCloud's client id, Walnut's domain. */
export const clientID = 'demo'

/** Where the two wings of the mock server are. */
export interface Servers {
  readonly merchant: string
  readonly wallets: string
}

const KEY = 'playground.servers'

const isOrigin = (text: unknown): text is string => typeof text === 'string' && /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text

/** Other servers than those of the build: a page that was published once reaches the one on whoever's desk. Nothing is taken from the address. */
function chosen(): Partial<Servers> {
  try {
    const { merchant, wallets } = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Record<keyof Servers, unknown>>
    return isOrigin(merchant) && isOrigin(wallets) ? { merchant, wallets } : {}
  } catch {
    return {}
  }
}

/** Where `npm start` put them, unless this browser was told otherwise under `playground.servers`. */
export const servers: Servers = {
  merchant: import.meta.env.VITE_MERCHANT_ORIGIN ?? 'http://127.0.0.1:8787',
  wallets: import.meta.env.VITE_WALLETS_ORIGIN ?? 'http://127.0.0.1:8788',
  ...chosen(),
}
