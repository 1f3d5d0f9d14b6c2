/** What a page asked of a simulated bridge: the body of `POST /phone/jsapi`. */
export interface JsapiCall {
  /** The bridge's own name of what is asked. */
  readonly invoke: string
  /** The argument of the call, untouched. */
  readonly payload: Readonly<Record<string, unknown>>
  /** The address of the page, as `location.href` has it. */
  readonly url: string
  /** What the payer typed; empty while the wallet has not asked. */
  readonly password: string
  /** The payer closed the wallet. The order stays payable. */
  readonly cancel: boolean
}

/** A call that is over, in the words of WeChat's bridge. */
export interface BridgeAnswer {
  readonly err_msg: string
  /** Why, as WeChat tells the payer. `weixin-js-sdk` keeps it from the page. */
  readonly err_desc?: string
}

/** The wallet shows the order and asks for the password. Nothing was charged. */
export interface PasswordAsked {
  readonly ask: 'password'
  readonly order: { readonly merchant: string, readonly subject: string, readonly amount_fen: number }
  /** What was wrong with the password that was typed. */
  readonly message?: string
}

/** The call in a request's body; nothing if there is none. */
export function readCall(body: Readonly<Record<string, unknown>>): JsapiCall | undefined {
  const { invoke, payload, url, password = '', cancel = false } = body
  if (typeof invoke !== 'string' || !isPayload(payload) || typeof url !== 'string' || typeof password !== 'string' || typeof cancel !== 'boolean') return undefined
  return { invoke, payload, url, password, cancel }
}

function isPayload(value: unknown): value is JsapiCall['payload'] {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
