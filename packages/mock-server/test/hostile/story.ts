import { createManualClock, createMockServer, createSeededRandom, type LogEvent, type MockServer } from '../../src/index'
import { createKeyPairs } from '../../src/ports/key-pairs'
import { AUTH_PAGE, withToken } from '../merchant-login'
import { CLIENT, MERCHANT, ORDER_BODY, ORDERS, WALLETS } from '../mock'
import { signed, type Account } from '../wechat'
import { createDumpingStore, type DumpingStore } from './dumping-store'
import { isRefusal } from './hostile'

const JSON_TYPE = { 'content-type': 'application/json' }
const IDP = '/hserve/v2.0/idp/oauth-wechat-mp'

type Fields = Readonly<Record<string, unknown>>

/** A server whose log, whose feed of requests and whose refusals are all written down, and the secrets that came by. */
export class Story {
  readonly store: DumpingStore = createDumpingStore()
  readonly clock = createManualClock()
  readonly log: LogEvent[] = []
  readonly refusals: string[] = []
  /** What nobody may learn, by its name. */
  readonly secrets = new Map<string, Set<string>>()
  isCut = false
  readonly #server: MockServer = createMockServer({
    clock: this.clock, store: this.store, random: createSeededRandom('secrets'), keyPairs: createKeyPairs(1024), log: (event) => this.log.push(event),
    http: (request, inProcess) => (this.isCut ? Promise.reject(new TypeError('fetch failed')) : inProcess(request)),
  })

  #feed = ''

  /** Begins to watch the requests. */
  async watch(): Promise<void> {
    const { body } = await this.#server.wallets.fetch(`${WALLETS}/sandbox/requests`)
    const read = async (): Promise<void> => {
      for await (const part of body?.pipeThrough(new TextDecoderStream()) ?? []) this.#feed += part
    }
    void read()
  }

  /** What the watcher has seen so far. */
  get feed(): string {
    return this.#feed
  }

  /** Notes a secret where there is one, and gives it back. */
  keep(name: string, value: unknown): string {
    if (typeof value === 'string') this.secrets.set(name, (this.secrets.get(name) ?? new Set()).add(value))
    return typeof value === 'string' ? value : ''
  }

  async #answer(answer: Response): Promise<Fields> {
    const text = await answer.text()
    if (answer.status >= 400 || isRefusal(answer.status, text)) this.refusals.push(text)
    return text.startsWith('{') ? JSON.parse(text) : { text, location: answer.headers.get('location') }
  }

  async merchant(path: string, body?: object | string, headers: Record<string, string> = CLIENT): Promise<Fields> {
    const init = body === undefined ? { headers } : { method: 'POST', headers, body: typeof body === 'string' ? body : JSON.stringify(body) }
    return this.#answer(await this.#server.merchant.fetch(path.startsWith('http') ? path : `${MERCHANT}${path}`, init))
  }

  async wallets(path: string, body?: object | string, headers: Record<string, string> = JSON_TYPE): Promise<Fields> {
    const init = body === undefined ? { headers } : { method: 'POST', headers, body: typeof body === 'string' ? body : JSON.stringify(body) }
    return this.#answer(await this.#server.wallets.fetch(path.startsWith('http') ? path : `${WALLETS}${path}`, init))
  }

  create(gateway_type: string, rest: object = {}, headers: Record<string, string> = CLIENT): Promise<Fields> {
    return this.merchant(ORDERS, { ...ORDER_BODY, gateway_type, ...rest }, headers)
  }

  /** A message to WeChat Pay itself. */
  async message(path: string, fields: Readonly<Record<string, string>>, key?: string): Promise<Fields> {
    return this.wallets(path, signed(fields, this.account, key === undefined ? {} : { key }), { 'content-type': 'text/xml' })
  }

  account: Account & { readonly secret: string } = { appid: '', mch_id: '', key: '', secret: '' }

  async begin(): Promise<void> {
    const { wechat, alipay } = await this.wallets('/sandbox/credentials')
    Object.assign(this.account, wechat)
    this.keep('key', this.account.key)
    this.keep('secret', this.account.secret)
    this.keep('private key', String(Reflect.get(Object(alipay), 'merchant_private_key')).split('\n')[1])
    await this.watch()
  }

  /** A fresh payment code of the payer's. */
  async code(): Promise<string> {
    return this.keep('auth_code', (await this.wallets('/phone/payment-code', { provider: 'wechat' }))['auth_code'])
  }

  /** The whole trip to a login, and the header that it gives. */
  async logIn(): Promise<Record<string, string>> {
    const { redirect_url } = await this.merchant(`${IDP}/redirect/`, { callback_url: AUTH_PAGE, silent_login: true })
    this.keep('state', new URL(String(redirect_url)).searchParams.get('state'))
    const atWechat = new URL(String((await this.wallets(String(redirect_url)))['location']))
    this.keep('login code', atWechat.searchParams.get('code'))
    const back = new URL(String((await this.merchant(atWechat.href, undefined, {}))['location']))
    await this.merchant(atWechat.href, undefined, {})
    const auth_token = this.keep('auth_token', back.searchParams.get('token'))
    const { token } = await this.merchant(`${IDP}/authenticate/`, { auth_token, create_user: true })
    await this.merchant(`${IDP}/authenticate/`, { auth_token, create_user: true })
    return withToken(this.keep('token', token))
  }
}
