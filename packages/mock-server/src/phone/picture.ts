import { balanceOf } from '../wallets/charge'
import type { Scenario } from '../scenarios/scenarios'
import { MERCHANT_NAME } from '../wallets/credentials'
import type { ProviderName, TradeType } from '../wallets/trade'
import type { Wallets } from '../wallets/wallets'
import { codesOnScreen, type CodeOnScreen } from './codes-on-screen'
import { historyOf, type HistoryEntry } from './history'
import { waitingRequests } from './requests'
import { codeStatesOf, type CodeStates } from './shown-code'

/** Someone whom the phone can be logged in as. */
export interface Account { readonly openid: string, readonly name: string }

/** An order that waits for its payer's password: a payment code that was scanned, or an H5 page that called up the wallet. */
export interface WaitingRequest {
  readonly provider: ProviderName
  readonly trade_type: TradeType
  readonly out_trade_no: string
  readonly subject: string
  readonly amount_fen: number
  readonly created_at: number
}

/** All that the phone shows of the wallet, at one instant. */
export interface WalletPicture {
  /** The wallet's own time, in milliseconds; the instants below are by it. */
  readonly now: number
  readonly merchant: string
  readonly account: Account
  readonly accounts: readonly Account[]
  readonly balance_fen: number
  /** What became of the newest payment code of each wallet that has them. */
  readonly payment_codes: CodeStates
  readonly on_screen: readonly CodeOnScreen[]
  readonly requests: readonly WaitingRequest[]
  readonly history: readonly HistoryEntry[]
  /** The faults in force, whichever the account. */
  readonly faults: readonly Scenario[]
}

/** Takes the picture for the account that the phone is logged in with. It changes nothing. */
export async function walletPicture(wallets: Wallets): Promise<WalletPicture> {
  const payer = await wallets.payers.current()
  const [accounts, balance, paymentCodes, codes, requests, history] = await Promise.all([
    wallets.payers.list(), balanceOf(payer, wallets), codeStatesOf(payer, wallets),
    codesOnScreen(wallets), waitingRequests(payer, wallets), historyOf(payer, wallets),
  ])
  return {
    now: wallets.clock.now(),
    merchant: MERCHANT_NAME,
    account: accountOf(payer),
    accounts: accounts.map(accountOf),
    balance_fen: balance,
    payment_codes: paymentCodes,
    on_screen: codes,
    requests: requests.map((trade) => ({ provider: trade.provider, trade_type: trade.trade_type, out_trade_no: trade.out_trade_no, subject: trade.body, amount_fen: trade.total_fee, created_at: trade.created_at })),
    history,
    faults: wallets.scenarios.list(),
  }
}

const accountOf = ({ id: openid, name }: { readonly id: string, readonly name: string }): Account => ({ openid, name })
