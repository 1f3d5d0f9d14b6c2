import { fieldOf, isNoRoute, textOf } from './answer'
import type { Session } from './session'
import type { Capability } from './target'

const OURS = new Set<Capability>(['token', 'expiry', 'close', 'reverse', 'push'])

/** Looks whether a server has a capability, and says what shows that it has not. */
const LOOKS: Readonly<Record<Capability, (session: Session) => Promise<string | false>>> = {
  token: async (session) => textOf((await session.order()).created.json, 'client_token') === undefined && 'the create answer echoes no client_token: an order whose answer was lost can not be found again',
  expiry: async (session) => fieldOf((await session.order()).created.json, 'expires_in') === undefined && 'the create answer has no expires_in: there is no countdown, and nothing is called expired by its time',
  push: async (session) => textOf((await session.order()).created.json, 'events_url') === undefined && 'the create answer has no events_url: pages ask at full rate',
  close: async (session) => isNoRoute((await session.ended()).answer) && 'there is no route to close an order: a code can not be cancelled',
  async reverse(session) {
    const { transactionNo: transaction_no, login } = await session.order()
    return isNoRoute(await session.ask('reverseOrder', { path: { transaction_no }, login })) && 'there is no route to reverse a charge: offer no payment codes'
  },
  login: async (session) => (await session.users()).length < 2 && 'there are no two logins to compare: name them by --token-env and --other-token-env',
  jssdk: async (session) => isNoRoute(await session.ask('jssdkCredentials', { query: { url: `${session.target.origin ?? session.target.url}/` } })) && 'there is no route for wx.config',
}

/** Why a capability is not there; nothing where it is. */
export async function absentIn(capability: Capability, session: Session): Promise<string | undefined> {
  if (session.target.isPlain && OURS.has(capability)) return 'left aside by --plain'
  return (await LOOKS[capability](session)) || undefined
}
