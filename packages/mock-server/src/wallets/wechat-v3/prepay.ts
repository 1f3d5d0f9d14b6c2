import { mwebUrlOf } from '../mweb-url'
import type { Wallets } from '../wallets'
import { newPrepay } from '../wechat-v2/new-prepay'
import { openTrade } from '../wechat-v2/open-trade'
import type { OrderTradeType } from '../wechat-v2/trade-type'
import { checkAccount } from './account'
import type { Operation } from './endpoint'
import { V3Error } from './failure'
import { orderIn } from './order'
import type { Params } from './params'

/** How one kind of order is taken: whose payer it names, if any, and what it answers. */
interface Kind {
  readonly tradeType: OrderTradeType
  readonly payerOf: (body: Params, wallets: Wallets) => Promise<string | null> | null
  readonly answer: (prepayId: string, content: string, wallets: Wallets) => Promise<object> | object
}

const SCENES = /^(Wap|iOS|Android)$/

const KINDS: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ['native', { tradeType: 'NATIVE', payerOf: () => null, answer: (_, code_url) => ({ code_url }) }],
  ['jsapi', { tradeType: 'JSAPI', payerOf: openidOf, answer: (prepay_id) => ({ prepay_id }) }],
  ['h5', {
    tradeType: 'MWEB',
    payerOf: checkScene,
    answer: async (prepayId, _, { walletsOrigin: origin, credentials }) => ({ h5_url: mwebUrlOf(prepayId, { origin, key: (await credentials.wechat()).key }) }),
  }],
])

/** `POST /v3/pay/transactions/native`, `jsapi` and `h5`. Ordering again with the same fields gives the same trade a fresh code. */
export const prepay: Operation = async (request, wallets) => {
  const name = request.path.text('kind', 32)
  await checkAccount(request.body, wallets)
  const kind = KINDS.get(name)
  // The simulated account has no app of its own on phones.
  if (!kind) throw new V3Error(name === 'app' ? 'NO_AUTH' : 'RESOURCE_NOT_EXISTS')
  const { fields, make } = orderIn(request, kind.tradeType, wallets)
  const payer = await kind.payerOf(request.body, wallets)
  const trade = await openTrade({ provider: 'wechat', fields, make: () => make(payer) }, wallets)
  const made = newPrepay(trade, wallets)
  await wallets.prepays.insert(made)
  return kind.answer(made.id, made.content ?? '', wallets)
}

async function openidOf(body: Params, { payers }: Wallets): Promise<string> {
  const openid = body.object('payer').text('openid', 128)
  if (!(await payers.get(openid))) throw new V3Error('OPENID_MISMATCH')
  return openid
}

function checkScene(body: Params): null {
  const scene = body.object('scene_info')
  scene.text('payer_client_ip', 45)
  scene.object('h5_info').text('type', SCENES)
  return null
}
