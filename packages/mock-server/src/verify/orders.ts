import { gateways } from '../merchant/gateways'
import { yuanFromFen } from '../wire/yuan'
import { isDone, textOf, type Answer } from './answer'
import { Unavailable } from './check'
import type { Asked } from './probe'
import type { Target } from './target'

/** An order that was made, and by whom. */
export interface Made {
  readonly created: Answer
  readonly tradeNo: string
  readonly transactionNo: string
  /** The client_token that it was made with, where tokens are spoken. */
  readonly clientToken: string
  readonly login: string | undefined
}

type Ask = (operation: string, asked?: Asked) => Promise<Answer>

/** The field in which the create answer of a way of paying carries what its payer needs. */
export const carriedBy = ({ gateway }: Target): string => gateways.get(gateway)?.carries ?? 'none'

/** The body of a create, with what `changes` has; nothing of ours is in it but the token. */
export function bodyOf({ gateway, amountFen, recordId, isPlain }: Target, clientToken: string, changes: object = {}): object {
  const documented = { gateway_type: gateway, total_cost: Number(yuanFromFen(amountFen)), merchandise_description: 'baas-pay-mock verify', merchandise_record_id: recordId }
  return { ...documented, ...(isPlain ? {} : { client_token: clientToken }), ...changes }
}

/** The order of a create that was answered. @throws {Unavailable} there is none */
export function madeOf(created: Answer, by: Pick<Made, 'clientToken' | 'login'>): Made {
  const [tradeNo, transactionNo] = [textOf(created.json, 'trade_no'), textOf(created.json, 'transaction_no')]
  if (!isDone(created) || tradeNo === undefined || transactionNo === undefined) throw new Unavailable(`there is no order to look at: the create answered ${created.status}`)
  return { created, tradeNo, transactionNo, ...by }
}

/** How many orders a run has made, and how many of them it has closed. */
export interface Left { readonly made: number, readonly closed: number }

/** Remembers what `ask` makes, so that it can be closed in the end. */
export function remembered(ask: Ask): { readonly ask: Ask, readonly closeAll: (isPlain: boolean) => Promise<Left> } {
  const made = new Map<string, string | undefined>()

  async function closes(transaction_no: string, login: string | undefined): Promise<boolean> {
    return ask('closeOrder', { path: { transaction_no }, login }).then(({ status }) => status === 200, () => false)
  }

  return {
    async ask(operation, asked) {
      const answer = await ask(operation, asked)
      const transactionNo = textOf(answer.json, 'transaction_no')
      if (operation === 'createOrder' && isDone(answer) && transactionNo !== undefined) made.set(transactionNo, asked?.login)
      return answer
    },
    async closeAll(isPlain) {
      const closed = isPlain ? [] : await Promise.all([...made].map(([transactionNo, login]) => closes(transactionNo, login)))
      return { made: made.size, closed: closed.filter(Boolean).length }
    },
  }
}
