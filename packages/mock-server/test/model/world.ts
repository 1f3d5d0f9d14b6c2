import { createManualClock, createMemoryStore, createMockServer, createSeededRandom, type Http, type ManualClock, type MockServer, type Store } from '../../src/index'
import type { Trade } from '../../src/wallets/trade'
import { answerOf, CLIENT, MERCHANT, ORDERS, WALLETS, type Answer } from '../mock'

/** What happens to messages on their way: they arrive, never arrive, or arrive and their answer does not. */
export type Line = 'up' | 'lost' | 'answer-lost'

/** A merchant and its wallets that can be stopped and started again over one store, on lines that can be cut. */
export class World {
  readonly clock: ManualClock = createManualClock()
  readonly #store: Store = createMemoryStore()
  /** From the merchant to the wallets, and back. */
  readonly lines: { api: Line, notify: Line } = { api: 'up', notify: 'up' }
  #starts = 0
  #server: MockServer = this.#start()

  #start(): MockServer {
    // The store outlives a process; the ids of the next one are others.
    const random = createSeededRandom(`model ${++this.#starts}`)
    return createMockServer({ clock: this.clock, store: this.#store, random, http: (request, inProcess) => this.#send(request, inProcess) })
  }

  async #send(request: Request, inProcess: Http): Promise<Response> {
    const line = request.url.startsWith(MERCHANT) ? this.lines.notify : this.lines.api
    if (line === 'lost') throw new TypeError('fetch failed')
    const answer = await inProcess(request)
    if (line === 'answer-lost') throw new TypeError('fetch failed: the connection broke')
    return answer
  }

  async restart(): Promise<void> {
    await this.#server.close()
    this.#server = this.#start()
    await this.clock.advance(0)
  }

  close(): Promise<void> {
    return this.#server.close()
  }

  /** What the wallets really did, whatever anybody was told. */
  trades(): Promise<Trade[]> {
    return this.#store.collection<Trade>('wallets.trades').list()
  }

  merchant(path: string, body?: object): Promise<Answer> {
    return this.#ask(this.#server.merchant.fetch(`${MERCHANT}${ORDERS}${path}`, body === undefined ? { headers: CLIENT } : { method: 'POST', headers: CLIENT, body: JSON.stringify(body) }))
  }

  wallet(path: string, body: object): Promise<Answer> {
    return this.#ask(this.#server.wallets.fetch(`${WALLETS}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }))
  }

  /** Lets time pass while an answer is waited for, since it may hang on a timeout. */
  async #ask(asked: Promise<Response>): Promise<Answer> {
    return answerOf(await asked)
  }
}
