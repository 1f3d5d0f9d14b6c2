/**
 * Every error of WeChat Pay v2 that a client can meet here, by operation: the code, and what causes it. `every` is any of them.
 * Each line has a test that causes it over the wire.
 */
export const PRODUCED = {
  every: {
    REQUIRE_POST_METHOD: 'another method than POST',
    POST_DATA_EMPTY: 'no body',
    NOT_UTF8: 'a body that is no UTF-8',
    XML_FORMAT_ERROR: 'a body that is no flat <xml>, or has a DTD',
    LACK_PARAMS: 'a required field is missing or empty',
    MCHID_NOT_EXIST: 'an mch_id that nobody has',
    SIGNERROR: 'a sign that is not by the account\'s key, or a sign_type that is none',
    APPID_NOT_EXIST: 'an appid of another form',
    APPID_MCHID_NOT_MATCH: 'an appid that is not the account\'s',
  },
  unifiedorder: {
    NOAUTH: 'trade_type APP, which the account was never granted',
    ORDERPAID: 'the number of an order that was paid',
    ORDERCLOSED: 'the number of an order that was closed, or whose time is over',
    OUT_TRADE_NO_USED: 'the number of a payment code\'s trade',
    INVALID_REQUEST: 'a field of the wrong form, or a number again with another field changed',
    OPENID_MISMATCH: 'JSAPI with an openid that is not of this official account; told by return_msg',
  },
  orderquery: {
    ORDERNOTEXIST: 'a number that nobody has ordered with',
  },
  closeorder: {
    ORDERPAID: 'the order was paid',
    ORDERNOTEXIST: 'a number that nobody has ordered with',
    ORDERCLOSED: 'the order was closed, or its time is over',
    TRADE_STATE_ERROR: 'a payment code\'s trade that waits for the password, has failed or was reversed; an order younger than closeAfterMs',
  },
  micropay: {
    SYSTEMERROR: 'the fault systemerror-but-paid: the payer was charged',
    BANKERROR: 'the fault bankerror: nobody was charged, and the trade is open',
    USERPAYING: 'above 1000 yuan, the fault userpaying, or again while the payer is asked for the password',
    PARAM_ERROR: 'a field of the wrong form',
    ORDERPAID: 'the number of an order that was paid',
    ORDERCLOSED: 'the number of a payment code\'s trade that was closed',
    ORDERREVERSED: 'the number of a payment code\'s trade that was reversed',
    OUT_TRADE_NO_USED: 'the number of an order by unifiedorder, or a number again with another field changed',
    TRADE_ERROR: 'again, after the payer has refused the password or never typed it',
    BUYER_MISMATCH: 'again after BANKERROR, with another payer\'s code',
    NOTENOUGH: 'the payer has too little money',
    RULELIMIT: 'the fault refused: the wallet finds the payment risky',
    AUTH_CODE_ERROR: 'an auth_code that is no digits',
    AUTH_CODE_INVALID: 'another wallet\'s payment code, one that nobody was shown, or one that was used',
    AUTHCODEEXPIRE: 'a payment code after its minute',
  },
  reverse: {
    INVALID_TRANSACTIONID: 'a number that nobody has paid or ordered with',
    PARAM_ERROR: 'a number of the wrong form',
    REVERSE_EXPIRE: 'more than seven days after the payment code was used',
    INVALID_REQUEST: 'within 15 seconds after the payment code was used, or a trade that is no payment code\'s',
    TRADE_ERROR: 'a trade of which something was refunded',
    USERPAYING: 'within 15 seconds, while the payer is asked for the password',
  },
  refund: {
    INVALID_TRANSACTIONID: 'a transaction_id that nobody has',
    ORDERNOTEXIST: 'an out_trade_no that nobody has ordered with, or an order that was not paid',
    PARAM_ERROR: 'a field of the wrong form',
    TRADE_OVERDUE: 'more than a year after the payment',
    ERROR: 'more than is left, a reversed trade, or a refund\'s number that another order has',
    REFUND_FEE_MISMATCH: 'another total_fee than the order\'s, or a refund\'s number again with another amount',
  },
  refundquery: {
    REFUNDNOTEXIST: 'a refund that nobody has asked for, or an order without one',
    INVALID_TRANSACTIONID: 'a transaction_id that nobody has',
    PARAM_ERROR: 'an offset or a number of the wrong form',
  },
  authcodetoopenid: {
    AUTH_CODE_ERROR: 'an auth_code that is no digits',
    AUTH_CODE_INVALID: 'another wallet\'s payment code, one that nobody was shown, or one that was used',
    AUTHCODEEXPIRE: 'a payment code after its minute',
  },
} as const

const NEVER_FAILS = 'the simulated wallets have no part that fails by itself; micropay\'s fault shows what a client must do'

/** The codes of the real service that are not produced, and why. */
export const NOT_PRODUCED = {
  unifiedorder: {
    NOTENOUGH: 'an order charges nobody yet',
    SYSTEMERROR: NEVER_FAILS,
  },
  orderquery: { SYSTEMERROR: NEVER_FAILS },
  closeorder: { SYSTEMERROR: NEVER_FAILS },
  micropay: {
    NOAUTH: 'the account may charge payment codes',
    NOTSUPORTCARD: 'there are no cards: the payer pays from the wallet\'s balance',
    INVALID_REQUEST: 'what it would say is told by PARAM_ERROR or OUT_TRADE_NO_USED',
  },
  reverse: { SYSTEMERROR: NEVER_FAILS },
  refund: {
    SYSTEMERROR: NEVER_FAILS,
    BIZERR_NEED_RETRY: NEVER_FAILS,
    USER_ACCOUNT_ABNORMAL: 'no payer\'s account is ever cancelled',
    NOTENOUGH: 'what the merchant took is never settled away, so that it covers every refund',
    INVALID_REQ_TOO_MUCH: 'nothing counts refused requests',
    FREQUENCY_LIMITED: 'nothing limits how often is asked',
  },
  refundquery: { SYSTEMERROR: NEVER_FAILS },
  authcodetoopenid: { SYSTEMERROR: NEVER_FAILS },
} as const
