/** What is true at the server, whatever reaches the page: orders, charges, and whose money has moved. */
import { gateways, type Flow, type GatewayType, type TradeNo, type TransactionNo } from '../../src/index'

/** `typing`: the payer was asked for the password (payment codes). */
export type TrueState = 'open' | 'typing' | 'paid' | 'refused' | 'closed'

export interface TrueOrder {
  readonly tradeNo: TradeNo
  readonly transactionNo: TransactionNo
  readonly token: string | undefined
  readonly gateway: GatewayType
  readonly flow: Flow
  readonly createdAt: number
  readonly authCode: string | undefined
  /** It was made by none of these pages. */
  readonly isOfAnother: boolean
  state: TrueState
  /** It has reached its payer: a page has shown it, or it was a charge. */
  isSeen: boolean
  /** A page has shown it, or its number. */
  isAnswered: boolean
  refunded: boolean
  /** The server has said of it what is not so. */
  isLiedAbout: boolean
}

export const TTL_MS = 300_000
const SERVER_REVERSES_MS = 45_000

const ALIVE: ReadonlySet<TrueState> = new Set(['open', 'typing'])

/** Whether an order can still be paid. */
export const isAlive = ({ state }: TrueOrder): boolean => ALIVE.has(state)

/** The orders of one intent. `now` is the server's own time. */
export function createTruth(now: () => number) {
  const orders: TrueOrder[] = []

  /** Time ends what nobody paid; the server takes back a charge that stays open. */
  const age = () => {
    for (const order of orders) {
      const life = order.flow === 'scan' ? SERVER_REVERSES_MS : TTL_MS
      if (isAlive(order) && now() - order.createdAt >= life) order.state = 'closed'
    }
  }

  return {
    orders,
    get: (tradeNo: string | undefined) => (age(), orders.find((order) => order.tradeNo === tradeNo)),
    /** By either of its numbers. */
    named: (number: string | null | undefined) => (age(), orders.find(({ tradeNo, transactionNo }) => tradeNo === number || transactionNo === number)),
    byToken: (token: string | undefined) => (age(), token === undefined ? undefined : orders.find((order) => order.token === token)),
    make({ gateway, token, authCode, transactionNo, isOfAnother = false }: Pick<TrueOrder, 'gateway' | 'token' | 'authCode'> & Partial<Pick<TrueOrder, 'transactionNo' | 'isOfAnother'>>): TrueOrder {
      const { flow } = gateways[gateway]
      const no = orders.length + 1
      const order: TrueOrder = {
        tradeNo: `T${no}` as TradeNo, transactionNo: transactionNo ?? (`X${no}` as TransactionNo), token, gateway, flow, createdAt: now(), authCode, isOfAnother,
        state: flow === 'scan' ? 'typing' : 'open', isSeen: flow === 'scan', isAnswered: false, refunded: false, isLiedAbout: false,
      }
      orders.push(order)
      return order
    },
    /** The payer pays, if it can be paid. */
    pay(order: TrueOrder | undefined) {
      age()
      if (order && isAlive(order)) order.state = 'paid'
    },
    /** The payer refuses: a charge is over by it, anything else stays payable. */
    refuse(order: TrueOrder | undefined) {
      if (order?.state === 'typing') order.state = 'refused'
    },
    end(order: TrueOrder | undefined) {
      if (order && isAlive(order)) order.state = 'closed'
    },
    /** How many orders have been paid, and how many could be paid next by a payer who has seen them. */
    paid: () => orders.filter(({ state }) => state === 'paid'),
    payable: () => (age(), orders.filter((order) => order.isSeen && isAlive(order))),
  }
}

export type Truth = ReturnType<typeof createTruth>
