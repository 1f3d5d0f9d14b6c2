/** What goods cost, where the server prices them. */
import type { PayClient } from './client'
import type { Fen } from './core/money'
import { checkGateway, checkGoods, type PayRequest } from './core/request'
import { HError } from './errors'

/**
 * Asks the backend what a request will cost, to show it before there is an order. The order's own amount is the one that counts.
 * Rejects with HError 611 where the backend prices nothing, 605 or 608 for a request that no checkout would take, 600 or 601 without an answer.
 * @example
 * const { amountFen } = await quotePrice(client, request)
 */
export async function quotePrice({ backend, call }: PayClient, request: PayRequest, signal = new AbortController().signal): Promise<{ readonly amountFen: Fen }> {
  const wanted = { ...checkGoods(request, backend), gateway: checkGateway(request.gateway, backend.gateways) }
  return call('read', signal, async (context) => {
    if (!backend.quote) throw new HError(611, 'unsupported function: this backend does not quote prices')
    return backend.quote(wanted, context)
  })
}
