/** Why PayPal refuses, by its `issue`: the status, the name of the error, and the sentence. */
const ISSUES = {
  MISSING_REQUIRED_PARAMETER: [400, 'INVALID_REQUEST', 'A required field / parameter is missing.'],
  INVALID_PARAMETER_SYNTAX: [400, 'INVALID_REQUEST', 'The value of a field does not conform to the expected format.'],
  MALFORMED_REQUEST_JSON: [400, 'INVALID_REQUEST', 'The request JSON is not well formed.'],
  INVALID_RESOURCE_ID: [404, 'RESOURCE_NOT_FOUND', 'Specified resource ID does not exist. Please check the resource ID and try again.'],
  CURRENCY_NOT_SUPPORTED: [422, 'UNPROCESSABLE_ENTITY', 'Currency code is not supported.'],
  DUPLICATE_INVOICE_ID: [422, 'UNPROCESSABLE_ENTITY', 'Duplicate Invoice ID detected. To avoid a potential duplicate transaction your account setting requires that Invoice Id be unique for each transaction.'],
  ORDER_NOT_APPROVED: [422, 'UNPROCESSABLE_ENTITY', 'Payer has not yet approved the Order for payment. Please redirect the payer to the rel:approve url returned as part of the HATEOAS links within the Create Order call.'],
  ORDER_ALREADY_CAPTURED: [422, 'UNPROCESSABLE_ENTITY', 'Order already captured.'],
  INSTRUMENT_DECLINED: [422, 'UNPROCESSABLE_ENTITY', 'The instrument presented was either declined by the processor or bank, or it can\'t be used for this payment.'],
} as const

/** One of them. */
export type Issue = keyof typeof ISSUES

/** A request that PayPal refuses. */
export class PaypalFailure extends Error {
  override readonly name = 'PaypalFailure'
  /** @param field the one that is wrong, as a path */
  constructor(readonly issue: Issue, readonly field?: string) {
    super(`PayPal refuses: ${issue}`)
  }
}

const MESSAGES = {
  INVALID_REQUEST: 'Request is not well-formed, syntactically incorrect, or violates schema.',
  RESOURCE_NOT_FOUND: 'The specified resource does not exist.',
  UNPROCESSABLE_ENTITY: 'The requested action could not be performed, semantically incorrect, or failed business validation.',
} as const

/** A refusal as it goes over the wire. */
export function failureView({ issue, field }: PaypalFailure, debug_id: string): { readonly status: 400 | 404 | 422, readonly body: object } {
  const [status, name, description] = ISSUES[issue]
  return { status, body: { name, details: [{ ...(field === undefined ? {} : { field, location: 'body' }), issue, description }], message: MESSAGES[name], debug_id, links: [] } }
}
