import { createManualClock, createMemoryStore, createMockServer, createSeededRandom, type Http, type ManualClock, type MockServer, type MockServerOptions, type Store, type Wing } from '../../src/index'
import { createKeyPairs } from '../../src/ports/key-pairs'
import type { Trade } from '../../src/wallets/trade'
import { answerOf, MERCHANT, ORDERS, WALLETS, type Answer } from '../mock'
import { CLIENT_IDS } from './callers'
import { Life } from './life'

/** What happens to messages on their way: they arrive, never arrive, or arrive and their answer does not. */
export type Line = 'up' | 'lost' | 'answer-lost'

// Short keys are made in no time, and once for all processes.
const keyPairs = createKeyPairs(1024)
const NO_ANSWER = JSON.stringify({ objects: [] })

/** A merchant and its wallets that can be stopped or killed and started again over one store, on lines that can be cut. */
export class World {
  readonly #options: Pick<MockServerOptions, 'walnut' | 'wechatApi'>
  readonly clock: ManualClock = createManualClock()
  readonly #store: Store = createMemoryStore()
  /** From the merchant to the wallets, and back. */
  readonly lines: { api: Line, notify: Line } = { api: 'up', notify: 'up' }
  #starts = 0
  #life: Life
  #server: MockServer
  /** The phone's accounts, in their order. */
  openids: readonly string[] = []

  constructor(options: Pick<MockServerOptions, 'walnut' | 'wechatApi'> = {}) {
    this.#options = options
    this.#life = this.#newLife()
    this.#server = this.#start()
  }

  /** Whether any process has ended before its time. */
  get hasRestarted(): boolean {
    return this.#starts > 1
  }

  /** What runs now. A request to it that dies with it is answered with a 599 of nobody's. */
  get server(): MockServer {
    const { merchant, wallets } = this.#server
    return { merchant: this.#mortal(merchant), wallets: this.#mortal(wallets), close: () => this.#server.close() }
  }

  #mortal(wing: Wing): Wing {
    const { over } = this.#life
    return { fetch: (...request) => Promise.race([wing.fetch(...request), over.then(() => new Response(NO_ANSWER, { status: 599 }))]) }
  }

  #newLife(): Life {
    return new Life(() => {
      this.#life = this.#newLife()
      this.#server = this.#start()
    })
  }

  #start(): MockServer {
    // The store outlives a process; the ids of the next one are others.
    const random = createSeededRandom(`model ${++this.#starts}`)
    const life = this.#life
    return createMockServer({ ...this.#options, keyPairs, clock: this.clock, store: life.storeOf(this.#store), random, clientIDs: CLIENT_IDS, http: (request, inProcess) => this.#send(request, inProcess, life) })
  }

  async #send(request: Request, inProcess: Http, life: Life): Promise<Response> {
    await life.go()
    const line = request.url.startsWith(MERCHANT) ? this.lines.notify : this.lines.api
    if (line === 'lost') throw new TypeError('fetch failed')
    const answer = await inProcess(request)
    if (line === 'answer-lost') throw new TypeError('fetch failed: the connection broke')
    return answer
  }

  /** Stops what runs in good order, and starts it again. */
  async restart(): Promise<void> {
    this.kill(Infinity)
    await this.#server.close()
    this.#life = this.#newLife()
    this.#server = this.#start()
    await this.clock.advance(0)
  }

  /** Has what runs die at one of its writes to come, and starts it again then. */
  kill(write: number): void {
    this.#life.endAt(write)
  }

  close(): Promise<void> {
    return this.#server.close()
  }

  /** What the wallets really did, whatever anybody was told. */
  trades(): Promise<Trade[]> {
    return this.#store.collection<Trade>('wallets.trades').list()
  }

  /** What a page with these headers is answered about orders; it posts where it has a body. */
  async merchant(path: string, headers: Record<string, string>, body?: object): Promise<Answer> {
    return answerOf(await this.server.merchant.fetch(`${MERCHANT}${ORDERS}${path}`, body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) }))
  }

  /** What a page is answered by Walnut's routes of a domain; it posts where it has a body. */
  async walnut(address: { readonly domain: string, readonly path: string, readonly query: Readonly<Record<string, string>> }, body?: object): Promise<Answer> {
    const url = `${MERCHANT}/api/${address.domain}/${address.path}?${new URLSearchParams(address.query).toString()}`
    return answerOf(await this.server.merchant.fetch(url, body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }))
  }

  async wallet(path: string, body: object): Promise<Answer> {
    return answerOf(await this.server.wallets.fetch(`${WALLETS}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }))
  }

  /** Takes up the phone of an account, by its place, and gives the place of the one before. */
  async usePhoneOf(account: number): Promise<number> {
    const { status, body } = await answerOf(await this.server.wallets.fetch(`${WALLETS}/phone/wallet`))
    if (status !== 200) return account
    const { account: { openid }, accounts } = body as unknown as { account: { openid: string }, accounts: readonly { openid: string }[] }
    this.openids = accounts.map((one) => one.openid)
    if (openid !== this.openids[account]) await this.wallet('/phone/account', { openid: this.openids[account] })
    return this.openids.indexOf(openid)
  }
}
