import type { AlipayNode } from '../../wire/alipay-response'
import type { Wallets } from '../wallets'
import type { AlipayCode } from './failure'
import type { AlipayRequest } from './request'

/** What a method answers: its code, 10000 where it names none, and its fields. */
export type AlipayAnswer = AlipayNode & { readonly code?: AlipayCode }

/** One method of the gateway. A thrown `AlipayFailure` is its refusal. */
export type AlipayOperation = (request: AlipayRequest, wallets: Wallets) => Promise<AlipayAnswer>
