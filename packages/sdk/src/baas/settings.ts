/** What `BaaS.init` is told, and the login token in force. */
import type { Transport } from '../runtime/transport'

/** Options of `BaaS.init`. */
export interface InitOptions {
  /** Where the backend is. @default `https://<clientID>.myminapp.com` */
  host?: string
  /** MinCloud's environment id. */
  env?: string
  /** The login token, or a function that gives the one in force. @default where MinCloud's own login leaves it (`ifx_baas_auth_token`) */
  token?: string | (() => string | undefined)
  /** Whether the backend speaks our extensions, as the mock server does: payment codes and `returnUrl` need it. @default false */
  extensions?: boolean
  /** Sends the requests. @default axios, loaded at the first of them */
  transport?: Transport
  /** Options of MinCloud's own SDK, accepted so that its pages need no change. They have no effect here. */
  logLevel?: string
  autoLogin?: boolean | string
  ws_host?: string
}

/** The settings in force. */
export interface Settings extends InitOptions {
  readonly clientID: string
  /** Which `init` this is: calls before and after another one are never identical. */
  readonly generation: number
}

/** Options that every call of the facade takes. */
export interface CallOptions {
  /** Gives the call up. It rejects with the signal's reason; after a charge was sent or the wallet was asked, with an HError 601 whose `mayHavePaid` is true. */
  signal?: AbortSignal | undefined
  /** How long a request may take, in ms; then HError 601. @default 15000 for reads, 30000 for payments */
  timeoutMs?: number | undefined
}

/** The login token in force; undefined for a guest. MinCloud's own login wraps its token. Whether it is still good is the server's to say. */
export function tokenOf({ token }: InitOptions, stored: (key: string) => string | null): string | undefined {
  if (token !== undefined) return typeof token === 'function' ? token() : token
  try {
    const { value } = JSON.parse(stored('ifx_baas_auth_token') ?? '{}') as { value?: unknown }
    return typeof value === 'string' ? value : undefined
  } catch {
    return undefined
  }
}
