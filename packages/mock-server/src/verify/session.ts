import { BASE62, randomText } from '../ports/random-text'
import type { Random } from '../ports/random'
import { gateways } from '../merchant/gateways'
import { yuanFromFen } from '../wire/yuan'
import { absentIn } from './absence'
import { isDone, ordersIn, textOf, type Answer } from './answer'
import { Unavailable } from './check'
import { createProbe, type Probe, type ProbePorts } from './probe'
import type { Capability, Target } from './target'

const SHORTEST_TOKEN = 16

/** An order that was made, and by whom. */
export interface Made {
  readonly created: Answer
  readonly tradeNo: string
  readonly transactionNo: string
  /** The client_token that it was made with, where tokens are spoken. */
  readonly clientToken: string
  readonly login: string | undefined
}

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
  readonly end: () => Promise<{ readonly made: number, readonly closed: number }>
}

/** What a session is made with. */
export interface SessionPorts extends ProbePorts { readonly random: Random }

/** Begins a run. Nothing is sent before something is wanted. */
export function createSession(ports: SessionPorts): Session {
  const { target, random } = ports
  const probe = createProbe(ports)
  const [login] = target.tokens
  const made = new Map<string, string | undefined>()
  const fresh = (): string => randomText(random, BASE62, 32)
  const first = fresh()

  async function ask(...[operation, asked]: Parameters<Probe['ask']>): Promise<Answer> {
    const answer = await probe.ask(operation, asked)
    const transactionNo = textOf(answer.json, 'transaction_no')
    if (operation === 'createOrder' && isDone(answer) && transactionNo !== undefined) made.set(transactionNo, asked?.login)
    return answer
  }

  function bodyOf(clientToken: string, changes: object = {}): object {
    const { gateway, amountFen, recordId, isPlain } = target
    const documented = { gateway_type: gateway, total_cost: Number(yuanFromFen(amountFen)), merchandise_description: 'baas-pay-mock verify', merchandise_record_id: recordId }
    return { ...documented, ...(isPlain ? {} : { client_token: clientToken }), ...changes }
  }

  const create = (clientToken: string, who: string | undefined): Promise<Answer> => ask('createOrder', { body: bodyOf(clientToken), login: who })

  async function make(who: string | undefined, clientToken = fresh(), answer = create(clientToken, who)): Promise<Made> {
    const created = await answer
    const [tradeNo, transactionNo] = [textOf(created.json, 'trade_no'), textOf(created.json, 'transaction_no')]
    if (!isDone(created) || tradeNo === undefined || transactionNo === undefined) throw new Unavailable(`there is no order to look at: the create answered ${created.status}`)
    return { created, tradeNo, transactionNo, clientToken, login: who }
  }

  async function grant(): Promise<string | undefined> {
    const token = textOf((await ask('logInAnonymously')).json, 'token')
    // What is too short to be a secret would be found in every answer.
    if (token === undefined || token.length < SHORTEST_TOKEN) return undefined
    probe.keepSecret(token)
    return token
  }

  const creation = once(() => create(first, login))
  const session: Session = {
    ...probe,
    ask,
    target,
    login,
    fresh,
    bodyOf,
    creation,
    make: (who, clientToken) => make(who, clientToken),
    order: once(() => make(login, first, creation())),
    ended: once(async () => {
      const order = await make(login)
      return { made: order, answer: await ask('closeOrder', { path: { transaction_no: order.transactionNo }, login }) }
    }),
    users: once(async () => {
      const granted = target.tokens.length < 2 ? [await grant(), target.tokens.length < 1 ? await grant() : undefined] : []
      return [...target.tokens, ...granted].filter((token) => token !== undefined)
    }),
    find: async (query, who) => ordersIn(await ask('listOrders', { query: { limit: '20', offset: '0', where: '{}', ...query }, login: who })),
    absent: (capability) => absentIn(capability, session),
    async end() {
      if (target.isPlain) return { made: made.size, closed: 0 }
      const answers = await Promise.all([...made].map(([transaction_no, who]) => ask('closeOrder', { path: { transaction_no }, login: who }).then(({ status }) => status === 200, () => false)))
      return { made: made.size, closed: answers.filter(Boolean).length }
    },
  }
  return session
}

/** The field in which the create answer of a way of paying carries what its payer needs. */
export const carriedBy = ({ gateway }: Target): string => gateways.get(gateway)?.carries ?? 'none'

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined
  return () => (result ??= work())
}
