import { fieldOf, isDone, textOf, type Answer } from '../answer'
import { verdictOf, type Check } from '../check'
import { carriedBy, type Made } from '../orders'
import type { Session } from '../session'

/** Whether an answer is about the same order, with the same to pay with. */
export function sameProblem(again: Answer, { created }: Made, { target }: Session): string | undefined {
  if (!isDone(again)) return `it is answered with ${again.status}`
  const other = ['trade_no', 'transaction_no', carriedBy(target)].filter((name) => textOf(again.json, name) !== textOf(created.json, name))
  return other.length === 0 ? undefined : `it has another ${other.join(', another ')}: the payer could pay twice`
}

/** One token is one order. */
export const TOKEN: readonly Check[] = [
  {
    name: 'token.echo',
    says: 'the client_token is echoed as it was sent',
    from: 'rule 4',
    needs: 'token',
    async run({ order }) {
      const { created, clientToken } = await order()
      return verdictOf(textOf(created.json, 'client_token') !== clientToken && 'it is another one')
    },
  },
  {
    name: 'token.same',
    says: 'the same create again is the same order',
    from: 'rule 4',
    needs: 'token',
    async run(session) {
      const made = await session.order()
      return verdictOf(sameProblem(await session.ask('createOrder', { body: session.bodyOf(made.clientToken), login: made.login }), made, session))
    },
  },
  {
    name: 'token.at-once',
    says: 'three creates with one token at once are one order',
    from: 'rule 4',
    needs: 'token',
    async run({ ask, bodyOf, fresh, login }) {
      const body = bodyOf(fresh())
      const answers = await Promise.all(Array.from({ length: 3 }, () => ask('createOrder', { body, login })))
      const numbers = new Set(answers.map(({ json }) => textOf(json, 'transaction_no')))
      return verdictOf(...answers.map((answer) => !isDone(answer) && `one is answered with ${answer.status}`), numbers.size > 1 && `they are ${numbers.size} orders: the payer could pay each of them`)
    },
  },
  {
    name: 'token.reused',
    says: 'the same token with another body is 409 token_reused, and changes nothing',
    from: 'rule 4',
    needs: 'token',
    async run({ ask, bodyOf, find, order, target }) {
      const { clientToken, tradeNo, login } = await order()
      const before = await find({ trade_no: tradeNo }, login)
      const answer = await ask('createOrder', { body: bodyOf(clientToken, { merchandise_description: 'another thing' }), login })
      const after = await find({ trade_no: tradeNo }, login)
      return verdictOf(
        answer.status !== 409 && `it is answered with ${answer.status}`,
        answer.status === 409 && fieldOf(answer.json, 'error') !== 'token_reused' && 'its error is not token_reused',
        ['merchandise_description', 'total_cost', 'status'].some((name) => textOf(before[0], name) !== textOf(after[0], name)) && `the order of ${target.gateway} was changed`,
      )
    },
  },
  {
    name: 'token.find',
    says: 'an order whose answer was lost is found by its token',
    from: 'rule 4',
    needs: 'token',
    async run({ find, order }) {
      const { clientToken, transactionNo, login } = await order()
      const found = await find({ client_token: clientToken }, login)
      return verdictOf(found.length !== 1 && `${found.length} orders are found`, found.some((one) => textOf(one, 'transaction_no') !== transactionNo) && 'another order is found')
    },
  },
]
