import type { Random } from '../ports/random'
import { BASE62, DECIMAL, HEX, randomText } from '../ports/random-text'
import { formatBeijing } from '../wire/beijing-time'
import type { ProviderName, Trade } from './trade'

/** What a provider's wallet has of its own, for what all the wallets share. */
export interface WalletKind {
  /** The texts of its QRs, in production's own form; nothing where it has none. */
  readonly qrContent: RegExp | null
  /** Makes the digits of a payment code; nothing where it has none. */
  readonly newPaymentCode: ((random: Random) => string) | null
  /** Makes the id that the provider has for a payer. */
  readonly newPayerId: (random: Random) => string
  /** Makes the provider's own number of a payment that happens `now`. */
  readonly newTransactionId: (trade: Trade, random: Random, now: number) => string
}

const CAPITALS = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const dayOf = (now: number): string => formatBeijing(now).slice(0, 8)

/** A row for each provider. */
export const KINDS: Readonly<Record<ProviderName, WalletKind>> = {
  wechat: {
    qrContent: /^weixin:\/\/wxpay\/bizpayurl\?pr=[0-9A-Za-z]{7,12}$/,
    newPaymentCode: (random) => `1${randomText(random, '012345', 1)}${randomText(random, DECIMAL, 16)}`,
    newPayerId: (random) => `o${randomText(random, BASE62, 27)}`,
    newTransactionId: (_, random, now) => `4200${randomText(random, DECIMAL, 6)}${dayOf(now)}${randomText(random, DECIMAL, 10)}`,
  },
  alipay: {
    qrContent: /^https:\/\/qr\.alipay\.com\/bax[0-9a-z]{10,40}$/,
    newPaymentCode: (random) => `${25 + Number(randomText(random, '012345', 1))}${randomText(random, DECIMAL, 16)}`,
    newPayerId: (random) => `2088${randomText(random, DECIMAL, 12)}`,
    // The number is as old as the trade, where its wire has kept one.
    newTransactionId: ({ extras }, random, now) => extras['trade_no'] ?? `${dayOf(now)}22001${randomText(random, DECIMAL, 15)}`,
  },
  qq: {
    qrContent: /^https:\/\/myun\.tenpay\.com\/mqq\/pay\/qrcode\.html\?_wv=1027&_bid=2183&t=[56]V[0-9a-f]{30}$/,
    newPaymentCode: (random) => `91${randomText(random, DECIMAL, 16)}`,
    newPayerId: (random) => randomText(random, HEX, 32).toUpperCase(),
    newTransactionId: ({ mch_id }, random, now) => `${mch_id}${dayOf(now)}${randomText(random, DECIMAL, 10)}`,
  },
  paypal: {
    qrContent: null,
    newPaymentCode: null,
    newPayerId: (random) => randomText(random, CAPITALS, 13),
    newTransactionId: (_, random) => randomText(random, CAPITALS, 17),
  },
}

/** The provider whose QR a text is; nothing where it is nobody's. */
export function providerOfQr(content: string): ProviderName | undefined {
  return PROVIDERS.find((provider) => KINDS[provider].qrContent?.test(content))
}

/** Every provider. */
export const PROVIDERS: readonly ProviderName[] = ['wechat', 'alipay', 'qq', 'paypal']

/** Whether there is a provider of this name. */
export const isProvider = (name: unknown): name is ProviderName => PROVIDERS.some((provider) => provider === name)
