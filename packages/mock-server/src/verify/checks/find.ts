import { fieldOf, textOf, type Answer } from '../answer'
import { verdictOf, type Check, type Verdict } from '../check'
import type { Made } from '../orders'
import type { Session } from '../session'

type NumberName = 'trade_no' | 'transaction_no'

const numberOf = (made: Made, name: NumberName): string => (name === 'trade_no' ? made.tradeNo : made.transactionNo)

const foundBy = (name: NumberName): Check => ({
  name: `find.${name}`,
  says: `an order is found by its ${name}, and it alone`,
  from: 'rule 1',
  async run({ find, order }) {
    const made = await order()
    const found = await find({ [name]: numberOf(made, name) }, made.login)
    return verdictOf(found.length !== 1 && `${found.length} orders are found`, found.some((one) => textOf(one, name) !== numberOf(made, name)) && 'another order is found')
  },
})

/** Finding an order by what it is known by. */
export const FIND: readonly Check[] = [
  foundBy('trade_no'),
  foundBy('transaction_no'),
  {
    name: 'find.get',
    says: 'an order is given by its own address too',
    from: 'getOrder',
    async run({ ask, order }) {
      const { tradeNo, transactionNo, login } = await order()
      const answer = await ask('getOrder', { path: { transaction_no: transactionNo }, login })
      return verdictOf(answer.status !== 200 && `it is answered with ${answer.status}`, answer.status === 200 && textOf(answer.json, 'trade_no') !== tradeNo && 'it is another order')
    },
  },
  {
    name: 'find.unknown',
    says: 'a number that nobody has finds nothing, and never somebody\'s order',
    from: 'rule 1',
    run: (session) => nothingFound(session, ['trade_no', 'transaction_no', ...(session.target.isPlain ? [] : ['client_token'])]),
  },
  {
    name: 'find.unknown-get',
    says: 'an order that there is none of is 404',
    from: 'getOrder',
    async run({ ask, fresh, login }) {
      const { status } = await ask('getOrder', { path: { transaction_no: fresh() }, login })
      return verdictOf(status !== 404 && `it is answered with ${status}`)
    },
  },
]

async function nothingFound({ ask, fresh, login, order }: Session, names: readonly string[]): Promise<Verdict> {
  // Where there is an order, there is one to be given wrongly.
  await order()
  const answers = await Promise.all(names.map((name) => ask('listOrders', { query: { limit: '20', offset: '0', where: '{}', [name]: fresh() }, login })))
  return verdictOf(...answers.map((answer, index) => problemOf(answer, names[index] ?? '')))
}

function problemOf({ status, json }: Answer, name: string): string | undefined {
  if (status !== 200) return `${name} is answered with ${status}`
  const objects = fieldOf(json, 'objects')
  if (!Array.isArray(objects)) return `${name} is answered without a list`
  return objects.length === 0 ? undefined : `${name} finds ${objects.length} orders`
}
