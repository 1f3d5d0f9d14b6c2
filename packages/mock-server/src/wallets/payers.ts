import type { Random } from '../ports/random'
import type { Collection, Store } from '../store/store'
import { KINDS } from './kinds'
import type { ProviderName } from './trade'

/** Someone with a wallet on the virtual phone. */
export interface Payer {
  /** The openid under the merchant's appid at WeChat, by which the phone knows the account. */
  readonly id: string
  /** What each provider calls the payer: WeChat's and QQ's openid, Alipay's user id, PayPal's payer id. */
  readonly ids: Readonly<Record<ProviderName, string>>
  /** What the phone calls the account. */
  readonly name: string
  /** Money ever put into the account, in fen, which all its wallets spend; what was paid and refunded is read off the trades. */
  readonly funds_fen: number
  /** Whether the phone is logged in with this account. */
  readonly is_current: boolean
}

/** What a new wallet holds: 100,000 yuan. */
const FIRST_FUNDS_FEN = 10_000_000

/** The accounts of the virtual phone. There are two, so that what belongs to one user can be seen not to belong to another. */
export interface Payers {
  list(): Promise<readonly Payer[]>
  /** The one whom the phone is logged in as. */
  current(): Promise<Payer>
  get(openid: string): Promise<Payer | undefined>
  /** The one whom a provider calls so. */
  whomCalls(provider: ProviderName, id: string): Promise<Payer | undefined>
  /** Logs the phone in with another account; answers nothing for an openid that it does not know. */
  switchTo(openid: string): Promise<Payer | undefined>
  /** Puts money in, or takes it out with a negative amount. */
  addFunds(openid: string, amountFen: number): Promise<Payer | undefined>
}

const NAMES = ['我的账户', '家人的账户']

/** Gives the accounts, made at the first start and kept from then on. */
export function createPayers(store: Store, random: Random): Payers {
  const records: Collection<Payer> = store.collection('wallets.payers')
  let made: Promise<void> | undefined
  const ready = (): Promise<void> => (made ??= makeMissing(records, random))
  const list = async (): Promise<readonly Payer[]> => {
    await ready()
    return records.list()
  }
  return {
    list,
    async current() {
      const payers = await list()
      const current = payers.find((payer) => payer.is_current) ?? payers[0]
      if (!current) throw new Error('the phone has no account')
      return current
    },
    async get(openid) {
      await ready()
      return records.get(openid)
    },
    async whomCalls(provider, id) {
      return (await list()).find(({ ids }) => ids[provider] === id)
    },
    async switchTo(openid) {
      const payers = await list()
      if (!payers.some((payer) => payer.id === openid)) return undefined
      for (const payer of payers) await records.update(payer.id, (current) => ({ ...current, is_current: payer.id === openid }))
      return records.get(openid)
    },
    async addFunds(openid, amountFen) {
      await ready()
      return (await records.update(openid, (payer) => ({ ...payer, funds_fen: payer.funds_fen + amountFen })))?.after
    },
  }
}

async function makeMissing(records: Collection<Payer>, random: Random): Promise<void> {
  const known = await records.list()
  for (const [index, name] of NAMES.entries()) {
    if (known[index]) continue
    const ids = { wechat: KINDS.wechat.newPayerId(random), alipay: KINDS.alipay.newPayerId(random), qq: KINDS.qq.newPayerId(random), paypal: KINDS.paypal.newPayerId(random) }
    await records.insert({ id: ids.wechat, ids, name, funds_fen: FIRST_FUNDS_FEN, is_current: index === 0 })
  }
}
