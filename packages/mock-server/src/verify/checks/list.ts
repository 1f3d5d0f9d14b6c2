import { fieldOf, isRefusal, ordersIn, textOf } from '../answer'
import { verdictOf, type Check } from '../check'

/** Conditions that the fresh order meets, or does not. */
const CONDITIONS: readonly (readonly [query: Readonly<Record<string, string>>, isMet: boolean])[] = [
  [{ status: 'pending' }, true],
  [{ status: 'success' }, false],
  [{ refund_status: 'complete' }, false],
  [{ where: '{"$and":[{"status":{"$eq":"pending"}}]}' }, true],
  [{ where: '{"status":{"$eq":"success"}}' }, false],
  [{ where: '{"$or":[{"status":{"$eq":"success"}},{"status":{"$in":["pending"]}}]}' }, true],
]

/** Lists. */
export const LIST: readonly Check[] = [
  {
    name: 'list.guest',
    says: 'a guest who names no order is shown none',
    from: 'rule 8',
    async run({ ask, order }) {
      await order()
      const answer = await ask('listOrders')
      return verdictOf(!isRefusal(answer) && ordersIn(answer).length > 0 && `${ordersIn(answer).length} orders are shown`)
    },
  },
  {
    name: 'list.filters',
    says: 'the filters and where narrow a list',
    from: 'listOrders',
    async run({ find, order }) {
      const { tradeNo, login } = await order()
      const rows = await Promise.all(CONDITIONS.map(async ([query, isMet]) => ({ query, isWrong: (await find({ ...query, trade_no: tradeNo }, login)).length !== (isMet ? 1 : 0) })))
      return verdictOf(...rows.map(({ query, isWrong }) => isWrong && `${JSON.stringify(query)} is not followed`))
    },
  },
  {
    name: 'list.page',
    says: 'limit and offset make pages, and meta counts all that there is',
    from: 'listOrders',
    async run({ ask, order }) {
      const { tradeNo, login } = await order()
      const answer = await ask('listOrders', { query: { trade_no: tradeNo, limit: '1', offset: '1' }, login })
      const meta = fieldOf(answer.json, 'meta')
      return verdictOf(ordersIn(answer).length > 0 && 'the second page of one order is not empty', textOf(meta, 'total_count') !== '1' && 'total_count is not 1', textOf(meta, 'offset') !== '1' && 'offset is not told')
    },
  },
]
