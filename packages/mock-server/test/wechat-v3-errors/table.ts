/**
 * Every error of WeChat Pay v3 that a client can meet here, by operation: the code, its HTTP status and what causes it. `every` is
 * any of them. Each line has a test that causes it over the wire. What v3's own table has no word for is told in v2's, with 400.
 */
export const PRODUCED = {
  every: {
    SIGN_ERROR: [401, 'no Authorization or one of another form, another merchant number or serial, a timestamp more than five minutes away, or a signature that does not hold'],
  },
  prepay: {
    PARAM_ERROR: [400, 'a field that is missing or of the wrong form, or a body that is no JSON object'],
    MCH_NOT_EXISTS: [400, 'an mchid that is not the one that signs'],
    APPID_MCHID_NOT_MATCH: [400, 'an appid that is not the account\'s'],
    NO_AUTH: [403, 'an order for an app, which the account was never granted'],
    OPENID_MISMATCH: [500, 'jsapi with an openid that is not of this official account'],
    INVALID_REQUEST: [400, 'a number again with another field changed, or one of v2\'s orders'],
    ORDERPAID: [400, 'the number of an order that was paid'],
    ORDER_CLOSED: [400, 'the number of an order that was closed, or whose time is over'],
    OUT_TRADE_NO_USED: [403, 'the number of a payment code\'s trade'],
    RESOURCE_NOT_EXISTS: [404, 'a kind of order that there is not'],
  },
  codepay: {
    USERPAYING: [202, 'above 1000 yuan, the fault userpaying, or again while the payer is asked for the password'],
    PARAM_ERROR: [400, 'a field that is missing or of the wrong form'],
    MCH_NOT_EXISTS: [400, 'an mchid that is not the one that signs'],
    APPID_MCHID_NOT_MATCH: [400, 'an appid that is not the account\'s'],
    SYSTEM_ERROR: [500, 'the fault systemerror-but-paid: the payer was charged'],
    BANK_ERROR: [500, 'the fault bankerror: nobody was charged, and the trade is open'],
    RULE_LIMIT: [403, 'the fault refused: the wallet finds the payment risky'],
    NOT_ENOUGH: [403, 'the payer has too little money'],
    TRADE_ERROR: [403, 'again, after the payer has refused the password or never typed it; or after BANK_ERROR with another payer\'s code'],
    OUT_TRADE_NO_USED: [403, 'the number of another order, or a number again with another field changed'],
    ORDERPAID: [400, 'the number of an order that was paid'],
    ORDER_CLOSED: [400, 'the number of a payment code\'s trade that was closed'],
    ORDERREVERSED: [400, 'the number of a payment code\'s trade that was reversed'],
    AUTH_CODE_ERROR: [400, 'an auth_code that is no digits'],
    AUTH_CODE_INVALID: [400, 'another wallet\'s payment code, one that nobody was shown, or one that was used'],
    AUTHCODEEXPIRE: [400, 'a payment code after its minute'],
  },
  query: {
    ORDER_NOT_EXIST: [404, 'a number that nobody has ordered with'],
    INVALID_TRANSACTIONID: [500, 'a transaction_id of another form'],
    PARAM_ERROR: [400, 'no mchid'],
    MCH_NOT_EXISTS: [400, 'an mchid that is not the one that signs'],
  },
  close: {
    ORDER_NOT_EXIST: [404, 'a number that nobody has ordered with'],
    ORDERPAID: [400, 'the order was paid'],
    ORDER_CLOSED: [400, 'the order was closed, or its time is over'],
    TRADE_ERROR: [403, 'a payment code\'s trade that waits for the password, has failed or was reversed; an order younger than closeAfterMs'],
    PARAM_ERROR: [400, 'no mchid'],
    MCH_NOT_EXISTS: [400, 'an mchid that is not the one that signs'],
  },
  reverse: {
    ORDER_NOT_EXIST: [404, 'a number that nobody has ordered with'],
    INVALID_REQUEST: [400, 'within 15 seconds after the payment code was used, or a trade that is no payment code\'s'],
    TRADE_ERROR: [403, 'a trade of which something was refunded'],
    REVERSE_EXPIRE: [400, 'more than seven days after the payment code was used'],
    PARAM_ERROR: [400, 'no appid'],
    MCH_NOT_EXISTS: [400, 'an mchid that is not the one that signs'],
    APPID_MCHID_NOT_MATCH: [400, 'an appid that is not the account\'s'],
  },
  refund: {
    PARAM_ERROR: [400, 'a field that is missing or of the wrong form'],
    RESOURCE_NOT_EXISTS: [404, 'an order that nobody has made, or nobody has paid'],
    INVALID_REQUEST: [400, 'more than is left, another total than the order\'s, a refund\'s number with another amount or of another order, a reversed trade, or one that was paid more than a year ago'],
  },
  refundQuery: {
    RESOURCE_NOT_EXISTS: [404, 'a refund that nobody has asked for'],
  },
} as const

/** The codes of the real service that are not produced, and why. */
export const NOT_PRODUCED = {
  FREQUENCY_LIMITED: 'nothing limits how often is asked',
  RATELIMIT_EXCEEDED: 'nothing limits how often is asked',
  ACCOUNT_ERROR: 'no payer\'s account is ever cancelled',
  SERVICE_UNAVAILABLE: 'the simulated wallets have no part that fails by itself',
} as const

/** The codes of v3's pages, in their newer spelling. */
export const LISTED = 'USERPAYING PARAM_ERROR INVALID_REQUEST ORDER_CLOSED MCH_NOT_EXISTS APPID_MCHID_NOT_MATCH SIGN_ERROR TRADE_ERROR RULE_LIMIT OUT_TRADE_NO_USED NOT_ENOUGH NO_AUTH ACCOUNT_ERROR ORDER_NOT_EXIST RESOURCE_NOT_EXISTS FREQUENCY_LIMITED RATELIMIT_EXCEEDED SYSTEM_ERROR BANK_ERROR OPENID_MISMATCH INVALID_TRANSACTIONID SERVICE_UNAVAILABLE'
