/** A server behind a wire: what a transport is given, routed to what the server does. */
import type { Transport, TransportAnswer } from '../../src/index'
import type { Fault, Network, Voice } from './network'

/** The origin of the servers. */
export const HOST = 'https://hostile.test'

/** A request as a server reads it. */
export interface Asked {
  readonly path: string
  readonly query: URLSearchParams
  readonly body: Readonly<Record<string, unknown>> | undefined
}

export const answer = (data: unknown, status = 200): TransportAnswer => ({ status, headers: {}, data })

/** What goes wrong, said by HTTP alone. `refused` differs by dialect. */
export const wireVoice = (refused: () => TransportAnswer): Voice<TransportAnswer> => ({
  lost: () => { throw new TypeError('Failed to fetch') },
  breaks: () => answer('<html>502</html>'),
  busy: () => ({ ...answer({}, 429), headers: { 'retry-after': '5' } }),
  error: () => answer({}, 500),
  refused,
})

/** A transport to a server that does `act`. */
export const wireTo = (network: Network, voice: Voice<TransportAnswer>, act: (asked: Asked, fault: Fault) => TransportAnswer): Transport => ({ url, body, signal }) => {
  const fault = network.next()
  const { pathname: path, searchParams: query } = new URL(url)
  const asked = { path, query, body: body === undefined ? undefined : (JSON.parse(body) as Asked['body']) }
  return network.through({ fault, signal, voice }, () => act(asked, fault))
}

export const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
