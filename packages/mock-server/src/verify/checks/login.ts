import { isRefusal, textOf } from '../answer'
import { verdictOf, type Check } from '../check'
import type { Made } from '../orders'
import type { Session } from '../session'

/** An order of the first user, and the second user. */
async function ofTwo({ users, make }: Session): Promise<{ readonly made: Made, readonly other: string }> {
  const [owner, other = ''] = await users()
  return { made: await make(owner), other }
}

/** Who may see what. */
export const LOGIN: readonly Check[] = [
  {
    name: 'login.bad',
    says: 'a login token that nobody has is 401, and never quietly a guest',
    from: 'rule 8',
    async run({ ask, bodyOf, fresh }) {
      const login = fresh()
      const created = await ask('createOrder', { body: bodyOf(fresh()), login })
      const listed = await ask('listOrders', { query: { trade_no: fresh() }, login })
      return verdictOf(created.status !== 401 && `a create is answered with ${created.status}`, listed.status !== 401 && `a list is answered with ${listed.status}`)
    },
  },
  {
    name: 'login.own',
    says: 'a user finds another\'s order by no number, no token and no list',
    from: 'rule 8',
    needs: 'login',
    async run(session) {
      const { made, other } = await ofTwo(session)
      const queries: Record<string, string>[] = [{ trade_no: made.tradeNo }, { transaction_no: made.transactionNo }, ...(session.target.isPlain ? [] : [{ client_token: made.clientToken }]), {}]
      const found = (await Promise.all(queries.map((query) => session.find(query, other)))).flat()
      const shown = await session.ask('getOrder', { path: { transaction_no: made.transactionNo }, login: other })
      return verdictOf(found.some((order) => textOf(order, 'transaction_no') === made.transactionNo) && 'it is in a list', !isRefusal(shown) && `its address answers ${shown.status}`)
    },
  },
  {
    name: 'login.guest',
    says: 'a guest does not find a user\'s order by its number',
    from: 'rule 8',
    needs: 'login',
    async run(session) {
      const { made } = await ofTwo(session)
      const found = await session.find({ trade_no: made.tradeNo })
      return verdictOf(found.length > 0 && 'it is found')
    },
  },
  {
    name: 'login.list',
    says: 'a user\'s list has the order that was just made',
    from: 'listOrders',
    needs: 'login',
    async run(session) {
      const { made } = await ofTwo(session)
      const newest = await session.find({ order_by: '-created_at' }, made.login)
      return verdictOf(!newest.some((one) => textOf(one, 'transaction_no') === made.transactionNo) && 'it is not there')
    },
  },
]
