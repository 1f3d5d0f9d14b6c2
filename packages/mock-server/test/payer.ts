import { createMemoryStore, type Collection } from '../src/index'
import type { Payer } from '../src/wallets/payers'
import { tradeIdOf, type Trade } from '../src/wallets/trade'
import { answerOf, createMock, WALLETS, type Answer, type Mock } from './mock'

/** A mock server with the phone's own questions, and its store open for what no merchant can do yet. */
export interface PayersMock extends Mock {
  readonly trades: Collection<Trade>
  readonly payers: Collection<Payer>
  wallet(headers?: Record<string, string>): Promise<Answer>
  /** A trade whose payment code was scanned, and that waits for `openid`. */
  waitingTrade(fields?: Partial<Trade>): Promise<Trade>
}

const TRADE: Trade = {
  id: 'wechat:cashier1', provider: 'wechat', out_trade_no: 'cashier1', wire: 'wechat-v2', state: 'USERPAYING', appid: 'wx', mch_id: '1', trade_type: 'MICROPAY', body: '深蓝色秋裤', total_fee: 10, notify_url: '', attach: '', device_info: '',
  spbill_create_ip: '127.0.0.1', openid: null, sign_type: 'MD5', fingerprint: '', created_at: 0, expires_at: Number.MAX_SAFE_INTEGER, seen_at: null, life_once_seen_ms: null, extras: {}, payment: null, refunds: [], notices: [],
}

/** Creates it. */
export function createPayersMock(): PayersMock {
  const store = createMemoryStore()
  const mock = createMock({ store })
  const trades = store.collection<Trade>('wallets.trades')
  const payers = store.collection<Payer>('wallets.payers')
  const wallet: PayersMock['wallet'] = async (headers = {}) => answerOf(await mock.server.wallets.fetch(`${WALLETS}/phone/wallet`, { headers }))
  return {
    ...mock,
    trades,
    payers,
    wallet,
    async waitingTrade(fields = {}) {
      const given = { ...TRADE, openid: (await accountsOf({ wallet }))[0].openid, created_at: mock.clock.now(), ...fields }
      const trade = { ...given, id: tradeIdOf(given.provider, given.out_trade_no) }
      await trades.insert(trade)
      return trade
    },
  }
}

interface Account { readonly openid: string, readonly name: string }

/** The phone's two accounts. */
export async function accountsOf({ wallet }: Pick<PayersMock, 'wallet'>): Promise<readonly [Account, Account]> {
  const { accounts } = (await wallet()).body
  if (!isPair(accounts)) throw new Error('the phone has not two accounts')
  return accounts
}

const isPair = (value: unknown): value is readonly [Account, Account] => Array.isArray(value) && value.length === 2
