import { BaaS, HError } from '@baas-pay/sdk'
import type { Session } from '../login/session'
import { clientID, servers } from '../servers'
import { article } from './article'

/** A paid order of the article. */
export interface ArticleOrder {
  readonly tradeNo: string
  /** Whether it still buys something: one whose money went back whole does not. */
  readonly isKept: boolean
}

/** Asks which orders of this article the reader has paid (seed 004's own example). */
export async function ordersAtMinCloud(): Promise<readonly ArticleOrder[]> {
  const { data } = await new BaaS.Order().getOrderList({ merchandise_schema_id: article.schemaID, merchandise_record_id: article.recordID, status: 'success' })
  return data.objects.map(({ trade_no, refund_status }) => ({ tradeNo: trade_no, isKept: refund_status !== 'complete' }))
}

const keyOf = ({ uid }: Session): string => `playground.walnut.article.${uid}`

/** Walnut has no list of orders, so that this browser has to remember their numbers to ask by; what became of them it does not remember. */
export function rememberOrder(session: Session, id: string): void {
  localStorage.setItem(keyOf(session), JSON.stringify([...new Set([...rememberedOrders(session), id])]))
}

function rememberedOrders(session: Session): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(session)) ?? '[]')
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : []
  } catch {
    return []
  }
}

/** An order as Walnut tells it (seed 001): OK, SP and DN are paid, `or_status` 5 is refunded. */
interface WalnutOrder {
  readonly out_trade_no: string
  readonly products: readonly { readonly id: string }[]
  readonly or_st: string
  readonly or_status: number
}

interface WalnutAnswer {
  readonly ok: boolean
  readonly errCode?: string
  readonly data: WalnutOrder
}

/** Nothing where there is no such order any more. @throws {HError} 401 for a login that is none; 600 without an answer */
async function walnutOrder({ token }: Session, id: string): Promise<WalnutOrder | undefined> {
  const query = new URLSearchParams({ ticket: token, id })
  const response = await fetch(`${servers.merchant}/api/${clientID}/pay/check?${query.toString()}`).catch(() => undefined)
  const answer = response?.ok ? (await response.json()) as WalnutAnswer : undefined
  if (!answer) throw new HError(600)
  if (answer.errCode === 'e.www.api.auth.nologin') throw new HError(401)
  return answer.ok ? answer.data : undefined
}

const isOfArticle = ({ products }: WalnutOrder): boolean => products.some(({ id }) => id === article.recordID)

/** Asks for each order that this browser made for the reader: is it paid, and for this article? */
export async function ordersAtWalnut(session: Session): Promise<readonly ArticleOrder[]> {
  const told = await Promise.all(rememberedOrders(session).map((id) => walnutOrder(session, id)))
  return told.flatMap((order) => (order && isOfArticle(order) && ['OK', 'SP', 'DN'].includes(order.or_st) ? [{ tradeNo: order.out_trade_no, isKept: order.or_status !== 5 }] : []))
}
