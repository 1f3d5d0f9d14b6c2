/** The backends that the suites run on, side by side: the same world, spoken to by either dialect. */
import { minCloud as minCloudBackend, type GatewayType, type PayClientOptions, type PayRequest } from '../../src/index'
import { createWalnutWorld, goods as walnutGoods, HOST } from './walnut'
import { goods as minCloudGoods, type createWorld, type WorldOptions } from './world'

/** An answer as a server writes it. */
export type Json = Record<string, unknown>

/** A page's way to the world by one backend. */
export interface BackedWorld {
  readonly world: ReturnType<typeof createWorld>
  readonly page: (ports?: Partial<PayClientOptions>) => ReturnType<ReturnType<typeof createWorld>['newPage']>
  /** A page whose payer is logged in by WeChat, so that their openid is known. */
  readonly pageInWechat: (ports?: Partial<PayClientOptions>) => Promise<ReturnType<BackedWorld['page']>>
  /** Ten fen, as this backend wants to be asked for them. */
  readonly goods: PayRequest
  /** Something else, for twenty fen. */
  readonly dearer: PayRequest
  /** How many creates the page has sent. */
  readonly creates: () => number
  /** The orders that the merchant knows by a token: never more than one. */
  readonly ordersByToken: (clientToken: string | undefined) => Promise<readonly Json[]>
}

/** One backend. */
export interface Backed {
  readonly name: string
  readonly open: (options?: WorldOptions) => Promise<BackedWorld>
  /** The way of paying by which the payer leaves for a page. */
  readonly leaving: GatewayType
  /** Whether an order can be closed, and a charge taken back, by the page. */
  readonly canClose: boolean
  readonly isCreate: (request: Request) => boolean
  readonly isFind: (request: Request) => boolean
  /** Makes of its answer about an order one about another's, which is paid. */
  readonly foreign: (answer: Json) => Json
  /** Makes of it one that says closed. */
  readonly closed: (answer: Json) => Json
  /** What it says to a create that it refuses for good. */
  readonly refusal: () => Response
  /** How long an order lives where the world was asked for this. */
  readonly lifeMs: (orderTtlMs: number) => number
}

const eachOrder = (change: Json) => (answer: Json): Json => ({ ...answer, objects: (answer['objects'] as Json[]).map((order) => ({ ...order, ...change })) })

const ofOrder = (change: Json, result: Json) => (answer: Json): Json => {
  const data = answer['data'] as Json
  return { ...answer, data: { ...data, ...change, pay_re: { ...(data['pay_re'] as Json), ...result } } }
}

const minCloud: Backed = {
  name: 'MinCloud',
  leaving: 'weixin_tenpay_wap',
  canClose: true,
  isCreate: ({ method, url }) => method === 'POST' && url.endsWith('/pay/order/'),
  isFind: ({ method, url }) => method === 'GET' && url.includes('/pay/order/?'),
  foreign: eachOrder({ status: 'success', trade_no: 'another', transaction_no: 'another' }),
  closed: eachOrder({ status: 'pending', trade_state: 'CLOSED', expires_in: -1 }),
  refusal: () => Response.json({ error_msg: '库存不足' }, { status: 409 }),
  lifeMs: (orderTtlMs) => orderTtlMs,
  async open(options) {
    const { net: world, logInByWechat } = await createWalnutWorld(options)
    const as = (token: string) => minCloudBackend({ clientID: 'demo', host: HOST, extensions: true, token })
    return { world, page: (ports) => world.newPage(undefined, ports), pageInWechat: async (ports) => world.newPage(undefined, { backend: as(await logInByWechat()), ...ports }), goods: minCloudGoods, dearer: { ...minCloudGoods, amountFen: 20 }, creates: world.posts, ordersByToken: world.ordersByToken }
  },
}

const walnut: Backed = {
  name: 'Walnut',
  leaving: 'paypal',
  canClose: false,
  isCreate: ({ method, url }) => method === 'POST' && /\/pay\/buy(\?|$)/.test(url),
  isFind: ({ url }) => url.includes('/pay/check?'),
  foreign: ofOrder({ id: 'another', or_st: 'OK', out_trade_no: 'another_1' }, { status: 'OK' }),
  closed: ofOrder({ or_st: 'FA', trade_state: 'CLOSED' }, { status: 'FAIL' }),
  refusal: () => Response.json({ ok: false, errCode: 'e.www.order.OutOfStore', msg: '库存不足' }),
  // Walnut's own `pay_time_expire`.
  lifeMs: () => 600_000,
  async open(options) {
    const { net: world, backend, creates, ask, ticket, logInByWechat } = await createWalnutWorld(options)
    return {
      world, creates, goods: { ...walnutGoods, amountFen: 10 }, dearer: { ...walnutGoods, amountFen: 20, products: [{ id: 'goods-c', amount: 2 }] },
      page: (ports) => world.newPage(undefined, { backend: backend(), ...ports }),
      pageInWechat: async (ports) => world.newPage(undefined, { backend: backend({ ticket: await logInByWechat() }), ...ports }),
      ordersByToken: async (clientToken = '') => {
        const { ok, data } = await ask('pay/check', { ticket, client_token: clientToken })
        return ok ? [data] : []
      },
    }
  },
}

/** Both. */
export const BACKENDS: readonly Backed[] = [minCloud, walnut]

/** The token of the attempt that a checkout shows. */
export const tokenOf = ({ state }: { readonly state: object }): string | undefined => (state as { attempt?: { clientToken?: string } }).attempt?.clientToken

/** The number that the provider knows the shown order by. */
export const tradeNoOf = ({ state }: { readonly state: object }): string | undefined => (state as { order?: { tradeNo?: string } }).order?.tradeNo

/** Ten fen by another way of paying. */
export const by = (goods: PayRequest, gateway: GatewayType): PayRequest => ({ ...goods, gateway })
