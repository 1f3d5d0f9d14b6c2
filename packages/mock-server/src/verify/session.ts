import { BASE62, randomText } from '../ports/random-text'
import type { Random } from '../ports/random'
import { absentIn } from './absence'
import { ordersIn, textOf, type Answer } from './answer'
import { bodyOf, madeOf, remembered, type Left, type Made } from './orders'
import { createProbe, type Probe, type ProbePorts } from './probe'
import type { Capability, Target } from './target'

const SHORTEST_TOKEN = 16

/** An order that was made to be closed, and what the close answered. */
export interface Ended { readonly made: Made, readonly answer: Answer }

/** What the checks of one run share. Orders are made when they are first wanted, and as few as will do. */
export interface Session extends Probe {
  readonly target: Target
  /** Who orders where nothing else is said: the first login that was given, or a guest. */
  readonly login: string | undefined
  /** The answer to the first create. */
  readonly creation: () => Promise<Answer>
  /** The order that most checks look at. @throws {Unavailable} there is none */
  readonly order: () => Promise<Made>
  /** Another order, after its close. @throws {Unavailable} there is none */
  readonly ended: () => Promise<Ended>
  /** Two users who are not the same: those that were given, and anonymous ones. Fewer where the server has no such login. */
  readonly users: () => Promise<readonly string[]>
  /** Makes an order. @throws {Unavailable} it was refused */
  readonly make: (login: string | undefined, clientToken?: string) => Promise<Made>
  /** The body of a create, with what `changes` has; nothing of ours is in it but the token. */
  readonly bodyOf: (clientToken: string, changes?: object) => object
  /** The orders that a query finds. */
  readonly find: (query: Readonly<Record<string, string>>, login?: string) => Promise<readonly unknown[]>
  /** A client_token, or a number, that nobody has had before. */
  readonly fresh: () => string
  /** Why the server has not what a check needs; nothing where it has. */
  readonly absent: (capability: Capability) => Promise<string | undefined>
  /** Closes what was made, where our extensions are spoken, and says how many were made and how many of them are closed. */
  readonly end: () => Promise<Left>
}

/** What a session is made with. */
export interface SessionPorts extends ProbePorts { readonly random: Random }

/** Begins a run. Nothing is sent before something is wanted. */
export function createSession(ports: SessionPorts): Session {
  const { target, random } = ports
  const probe = createProbe(ports)
  const { ask, closeAll } = remembered(probe.ask)
  const [login] = target.tokens
  const fresh = (): string => randomText(random, BASE62, 32)
  const first = fresh()
  const create = (clientToken: string, who: string | undefined): Promise<Answer> => ask('createOrder', { body: bodyOf(target, clientToken), login: who })

  async function make(who: string | undefined, clientToken = fresh()): Promise<Made> {
    return madeOf(await create(clientToken, who), { clientToken, login: who })
  }

  const creation = once(() => create(first, login))
  const session: Session = {
    ...probe,
    ask,
    target,
    login,
    fresh,
    bodyOf: (clientToken, changes) => bodyOf(target, clientToken, changes),
    creation,
    make,
    order: once(async () => madeOf(await creation(), { clientToken: first, login })),
    ended: once(async () => {
      const made = await make(login)
      return { made, answer: await ask('closeOrder', { path: { transaction_no: made.transactionNo }, login }) }
    }),
    users: once(() => usersOf(session)),
    find: async (query, who) => ordersIn(await ask('listOrders', { query: { limit: '20', offset: '0', where: '{}', ...query }, login: who })),
    absent: (capability) => absentIn(capability, session),
    end: () => closeAll(target.isPlain),
  }
  return session
}

/** The users who were given, and as many anonymous ones as make two. */
async function usersOf(session: Session): Promise<readonly string[]> {
  const users = [...session.target.tokens]
  while (users.length < 2) {
    const token = textOf((await session.ask('logInAnonymously')).json, 'token')
    // What is too short to be a secret would be found in every answer.
    if (token === undefined || token.length < SHORTEST_TOKEN) break
    session.keepSecret(token)
    users.push(token)
  }
  return users
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined
  return () => (result ??= work())
}
