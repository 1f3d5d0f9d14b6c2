import { fenFromYuan } from '../../wire/yuan'
import { fieldOf, isDone, textOf, type Answer } from '../answer'
import { verdictOf, type Check } from '../check'
import { carriedBy } from '../orders'

const BITS = 128

/** What an order is when it is made. */
export const CREATE: readonly Check[] = [
  {
    name: 'create.order',
    says: 'a create gives an order: both of its numbers, and what its payer pays with',
    from: 'createOrder',
    async run({ creation, target }) {
      const created = await creation()
      if (!isDone(created)) return verdictOf(`it is refused with ${created.status}${saidIn(created)}`)
      const lacking = ['trade_no', 'transaction_no', carriedBy(target)].filter((name) => !textOf(created.json, name))
      return verdictOf(lacking.length > 0 && `${lacking.join(', ')} is missing`)
    },
  },
  {
    name: 'create.pending',
    says: 'a fresh order is found pending, with the amount and the way of paying that were asked for, in CNY',
    from: 'rule 7',
    async run({ order, find, target, login }) {
      const { tradeNo } = await order()
      const [found] = await find({ trade_no: tradeNo }, login)
      if (found === undefined) return verdictOf('it is not found by its trade_no')
      const [status, gateway, currency] = ['status', 'gateway_type', 'currency_type'].map((name) => textOf(found, name))
      return verdictOf(
        status !== 'pending' && `its status is ${status}`,
        fenFromYuan(fieldOf(found, 'total_cost')) !== target.amountFen && 'its total_cost is another amount',
        gateway !== undefined && gateway !== target.gateway && `its gateway_type is ${gateway}`,
        currency !== undefined && currency !== 'CNY' && `its currency_type is ${currency}`,
        (fieldOf(found, 'paid_at') ?? null) !== null && 'it has a paid_at',
      )
    },
  },
  {
    name: 'create.numbers',
    says: 'nobody can guess the numbers of an order: each has room for 128 random bits',
    from: 'rule 8',
    async run({ order }) {
      const { tradeNo, transactionNo } = await order()
      return verdictOf(roomOf(tradeNo) < BITS && 'trade_no is too short', roomOf(transactionNo) < BITS && 'transaction_no is too short', tradeNo === transactionNo && 'both are the same number')
    },
  },
]

/** What a refusal says of itself. */
function saidIn({ json }: Answer): string {
  const said = textOf(json, 'error_msg') ?? textOf(json, 'message')
  return said === undefined ? '' : `: ${said}`
}

/** The bits that a number has room for, by its length and the characters that it is written in. */
function roomOf(number: string): number {
  const characters = /^\d+$/.test(number) ? 10 : /^[\da-f]+$/i.test(number) ? 16 : 62
  return number.length * Math.log2(characters)
}
