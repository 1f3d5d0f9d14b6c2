import { fieldOf, ordersIn, textOf } from '../answer'
import { skipped, verdictOf, type Check, type Verdict } from '../check'
import type { Session } from '../session'
import { sameProblem } from './token'

const CLOSED = new Set(['CLOSED', 'REVOKED'])
/** Of an order by QR or page either would be a promise to end it. */
const UNDONE = new Set([...CLOSED, 'REVERSING'])

/** The life of an order that nobody pays, and its end. */
export const LIFE: readonly Check[] = [
  {
    name: 'life.expires_in',
    says: 'the seconds that are left are told, and never become more',
    from: 'createOrder',
    needs: 'expiry',
    async run({ find, order }) {
      const { created, tradeNo, login } = await order()
      const [found] = await find({ trade_no: tradeNo }, login)
      const [before, after] = [fieldOf(created.json, 'expires_in'), fieldOf(found, 'expires_in')]
      return verdictOf(
        (typeof before !== 'number' || before <= 0) && 'the create answer tells no seconds above 0',
        typeof after !== 'number' && 'the order tells none',
        typeof before === 'number' && typeof after === 'number' && after > before && 'there are more of them than when it was made',
      )
    },
  },
  {
    name: 'life.reverse',
    says: 'an order by QR or page is not reversed, and goes on waiting',
    from: 'reverseOrder',
    needs: 'reverse',
    async run({ ask, find, order }) {
      const { tradeNo, transactionNo, login } = await order()
      const { status } = await ask('reverseOrder', { path: { transaction_no: transactionNo }, login })
      const [found] = await find({ trade_no: tradeNo }, login)
      return verdictOf(status !== 400 && `it is answered with ${status}`, UNDONE.has(textOf(found, 'trade_state') ?? '') && 'it was ended, or is being ended')
    },
  },
  {
    name: 'life.close',
    says: 'a closed order is told to be closed, and never paid or failed',
    from: 'rule 3',
    needs: 'close',
    run: closed,
  },
  {
    name: 'life.close-again',
    says: 'closing it again is no mistake',
    from: 'closeOrder',
    needs: 'close',
    async run({ ask, ended }) {
      const { made, answer } = await ended()
      if (answer.status === 425) return skipped('it can not be closed yet')
      const { status } = await ask('closeOrder', { path: { transaction_no: made.transactionNo }, login: made.login })
      return verdictOf(status !== 200 && `it is answered with ${status}`)
    },
  },
  {
    name: 'life.token',
    says: 'its token is still its token, whatever became of it',
    from: 'rule 4',
    needs: 'token',
    async run(session) {
      if ((await session.absent('close')) !== undefined) return skipped('there is no way to end an order here')
      const { made } = await session.ended()
      return verdictOf(sameProblem(await session.ask('createOrder', { body: session.bodyOf(made.clientToken), login: made.login }), made, session))
    },
  },
  {
    name: 'life.close-unknown',
    says: 'closing what there is none of is 404',
    from: 'closeOrder',
    needs: 'close',
    async run({ ask, fresh, login }) {
      const { status } = await ask('closeOrder', { path: { transaction_no: fresh() }, login })
      return verdictOf(status !== 404 && `it is answered with ${status}`)
    },
  },
]

async function closed({ ask, ended }: Session): Promise<Verdict> {
  const { made, answer } = await ended()
  // A provider that wants an order to be older says so; the contract looks at the wait that goes with it.
  if (answer.status === 425) return skipped('it is answered with 425: the provider closes no order this young')
  const found = ordersIn(await ask('listOrders', { query: { trade_no: made.tradeNo }, login: made.login }))[0]
  const [status, state, left] = [textOf(found, 'status'), textOf(found, 'trade_state'), fieldOf(found, 'expires_in')]
  const isTold = CLOSED.has(state ?? '') || (typeof left === 'number' && left <= 0)
  return verdictOf(answer.status !== 200 && `it is answered with ${answer.status}`, status !== 'pending' && `its status is ${status}`, status === 'pending' && !isTold && `its trade_state is ${state}: the page would go on waiting`)
}
