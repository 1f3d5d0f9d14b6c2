import { authenticate, authTokenOf, post } from '../merchant-login'
import { CLIENT } from '../mock'
import type { World } from './world'

/** On whose behalf a page asks: a client id, and the phone's account that is logged in there, if any. */
interface Row { readonly client: string, readonly account: number | undefined }

const row = (client: string, account?: number): Row => ({ client, account })

// The same account is another user under another client id.
const ROWS = {
  'guest': row('demo'),
  'guest elsewhere': row('other'),
  'first user': row('demo', 0),
  'second user': row('demo', 1),
  'first user elsewhere': row('other', 0),
} as const satisfies Readonly<Record<string, Row>>

/** One of them. */
export type Who = keyof typeof ROWS

/** All of them. */
export const EVERYBODY = Object.keys(ROWS) as readonly Who[]

/** The client ids that they use. */
export const CLIENT_IDS = [...new Set(Object.values(ROWS).map(({ client }) => client))]

/** Someone who asks the merchant. */
export class Caller {
  #token: string | undefined

  constructor(readonly who: Who, readonly world: World) {}

  get client(): string {
    return ROWS[this.who].client
  }

  /** The phone's account, by its place; nothing for a guest. */
  get account(): number | undefined {
    return ROWS[this.who].account
  }

  /** The token of the login; nothing for a guest, and before one. */
  get token(): string | undefined {
    return this.#token
  }

  get headers(): Record<string, string> {
    return this.#headers(this.#token)
  }

  /** Logs in through WeChat, by the phone's own account, and out of the login before; where something breaks on the way nothing changes. */
  async logIn(): Promise<void> {
    const { world, account } = this
    if (account === undefined) return
    const before = await world.usePhoneOf(account)
    const token = await this.#newToken(account).catch(() => undefined)
    await world.usePhoneOf(before)
    if (token === undefined) return
    if (this.#token !== undefined) await this.#logOut()
    this.#token = token
  }

  async #newToken(account: number): Promise<string | undefined> {
    const { world } = this
    const headers = this.#headers()
    const { status, body } = await authenticate(world, await authTokenOf(world, headers), { headers })
    // Somebody may have taken the phone meanwhile.
    return status === 201 && body['openid'] === world.openids[account] ? String(body['token']) : undefined
  }

  async #logOut(): Promise<void> {
    const { headers } = this
    const { status } = await post(this.world, '/hserve/v2.0/session/destroy/', {}, headers)
    if (status === 201 && (await this.world.merchant('', headers)).status < 300) throw new Error('a token is taken after its logout')
  }

  #headers(token?: string): Record<string, string> {
    return { ...CLIENT, 'x-hydrogen-client-id': this.client, ...(token === undefined ? {} : { authorization: `Hydrogen-r1 ${token}` }) }
  }
}
