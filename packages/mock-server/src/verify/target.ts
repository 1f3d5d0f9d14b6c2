/** What a server may have besides MinCloud's own routes, as checks need it. */
export const CAPABILITIES = ['token', 'expiry', 'close', 'reverse', 'push', 'login', 'jssdk'] as const
export type Capability = typeof CAPABILITIES[number]

/** The server that is verified, and what it is told. */
export interface Target {
  /** Its address without a slash at the end, as `minCloud({ host })` takes it. */
  readonly url: string
  readonly clientId: string
  /** A page's origin that it allows; nothing where browsers are left aside. */
  readonly origin: string | undefined
  /** Login tokens of users that are not the same. They are in no line that is printed. */
  readonly tokens: readonly string[]
  /** A way of paying whose order needs no payer yet: a QR, or a page to go to. */
  readonly gateway: string
  readonly amountFen: number
  /** A product whose price `amountFen` is. */
  readonly recordId: string | undefined
  /** Whether nothing of ours is asked for. */
  readonly isPlain: boolean
  /** What may not be missing. */
  readonly required: readonly Capability[]
}
