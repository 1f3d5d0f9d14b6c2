/**
 * Every error of Alipay's gateway that a client can meet here, by method: the `sub_code`, and what causes it. `every` is any method,
 * `order` any that makes a trade. Each line has a test that causes it over the wire.
 */
export const PRODUCED = {
  every: {
    'isv.missing-method': 'no method',
    'isv.invalid-method': 'a method that the gateway has not; told in an error_response',
    'isv.missing-app-id': 'no app_id',
    'isv.missing-signature': 'no sign',
    'isv.missing-signature-type': 'no sign_type',
    'isv.missing-timestamp': 'no timestamp',
    'isv.missing-version': 'no version',
    'isv.invalid-app-id': 'an app_id that is not the account\'s; not signed, since nobody knows for whom',
    'isv.invalid-charset': 'a charset that Alipay does not know',
    'isv.invalid-signature-type': 'a sign_type other than RSA2 and RSA',
    'isv.invalid-signature': 'a sign that is not by the merchant\'s key',
    'isv.invalid-timestamp': 'a timestamp that is none; how old it is does not matter, since the clock may have been moved',
    'isv.invalid-version': 'a version other than 1.0',
    'isv.invalid-format': 'a format other than JSON',
    'isv.invalid-encrypt-type': 'encrypted content',
    'isv.invalid-parameter': 'a biz_content that is no JSON object, a parameter twice, an address that is none',
  },
  order: {
    'ACQ.INVALID_PARAMETER': 'a field that is missing or of the wrong form',
    'ACQ.TOTAL_FEE_EXCEED': 'an amount of 0, or of more than 99,999,999.99 yuan',
    'ACQ.TRADE_HAS_SUCCESS': 'the number of a trade that was paid',
    'ACQ.TRADE_HAS_CLOSE': 'the number of a trade that was closed, cancelled or declined, or whose time is over',
    'ACQ.CONTEXT_INCONSISTENT': 'the number of an open trade with another amount, subject or way of paying',
    'ACQ.NOW_TIME_AFTER_EXPIRE_TIME_ERROR': 'a time_expire that has passed',
  },
  pay: {
    'isp.unknow-error': 'the fault bankerror, as code 20000: nobody was charged, and the trade is open',
    'ACQ.SYSTEM_ERROR': 'the fault systemerror-but-paid: the payer was charged',
    'ACQ.PAYMENT_AUTH_CODE_INVALID': 'another wallet\'s payment code, one that nobody was shown, one that was used, or one after its minute',
    'ACQ.BUYER_BALANCE_NOT_ENOUGH': 'the payer has too little money',
    'ACQ.PAYMENT_REQUEST_HAS_RISK': 'the fault refused: the wallet finds the payment risky',
    'ACQ.TRADE_BUYER_NOT_MATCH': 'again after code 20000, with another payer\'s code',
  },
  query: {
    'ACQ.TRADE_NOT_EXIST': 'a number that nobody has ordered with, or an order that no payer has opened yet',
    'ACQ.INVALID_PARAMETER': 'no number',
  },
  cancel: {
    'ACQ.CANCEL_NOT_ALLOWED': 'more than 24 hours after the payment, or something was refunded',
    'ACQ.INVALID_PARAMETER': 'no number',
  },
  close: {
    'ACQ.TRADE_NOT_EXIST': 'a number that nobody has ordered with, or an order that no payer has opened yet',
    'ACQ.TRADE_STATUS_ERROR': 'a trade that was paid or closed',
  },
  refund: {
    'ACQ.TRADE_NOT_EXIST': 'a number that nobody has ordered with',
    'ACQ.TRADE_STATUS_ERROR': 'a trade that was not paid, or was cancelled',
    'ACQ.TRADE_HAS_FINISHED': 'more than a year after the payment',
    'ACQ.REASON_TRADE_REFUND_FEE_ERR': 'more than is left of the trade',
    'ACQ.DISCORDANT_REPEAT_REQUEST': 'an out_request_no again with another amount',
    'ACQ.INVALID_PARAMETER': 'a part of the trade without an out_request_no',
    'ACQ.TOTAL_FEE_EXCEED': 'an amount of 0',
  },
  refundQuery: {
    'ACQ.TRADE_NOT_EXIST': 'a number that nobody has ordered with',
    'ACQ.INVALID_PARAMETER': 'no out_request_no',
  },
} as const

const NO_CARDS = 'the payer pays from the wallet\'s balance: there are no cards, and no other instruments'
const NO_LIMITS = 'nothing is added up over days, months or receipts'
const NO_ACCOUNT_STATES = 'no account is ever blocked, uncertified or switched off'

/** The codes of the real service that are not produced, and why. */
export const NOT_PRODUCED: Readonly<Record<string, string>> = {
  'isv.insufficient-isv-permissions': 'the app may use every method that is offered',
  'aop.invalid-auth-token': 'no app acts for another',
  'aop.unknow-error': 'isp.unknow-error shows what a client must do',
  'ACQ.ACCESS_FORBIDDEN': 'the app may use every method that is offered',
  'ACQ.EXIST_FORBIDDEN_WORD': 'no word is forbidden',
  'ACQ.PARTNER_ERROR': 'isv.invalid-app-id comes first',
  'ACQ.BUYER_BANKCARD_BALANCE_NOT_ENOUGH': NO_CARDS,
  'ACQ.ERROR_BALANCE_PAYMENT_DISABLE': NO_ACCOUNT_STATES,
  'ACQ.BUYER_SELLER_EQUAL': 'the merchant has no wallet on the phone',
  'ACQ.BUYER_ENABLE_STATUS_FORBID': NO_ACCOUNT_STATES,
  'ACQ.PULL_MOBILE_CASHIER_FAIL': 'the virtual phone is always there',
  'ACQ.MOBILE_PAYMENT_SWITCH_OFF': NO_ACCOUNT_STATES,
  'ACQ.PAYMENT_FAIL': 'a charge fails for a reason that has a code of its own',
  'ACQ.BUYER_PAYMENT_AMOUNT_DAY_LIMIT_ERROR': NO_LIMITS,
  'ACQ.BUYER_PAYMENT_AMOUNT_MONTH_LIMIT_ERROR': NO_LIMITS,
  'ACQ.BEYOND_PAY_RESTRICTION': NO_LIMITS,
  'ACQ.BEYOND_PER_RECEIPT_RESTRICTION': NO_LIMITS,
  'ACQ.SELLER_BEEN_BLOCKED': NO_ACCOUNT_STATES,
  'ACQ.ERROR_BUYER_CERTIFY_LEVEL_LIMIT': NO_ACCOUNT_STATES,
  'ACQ.NO_PAYMENT_INSTRUMENTS_AVAILABLE': NO_CARDS,
  'ACQ.USER_FACE_PAYMENT_SWITCH_OFF': 'nobody pays by face',
  'ACQ.REASON_TRADE_STATUS_INVALID': 'ACQ.TRADE_STATUS_ERROR says it',
  'ACQ.SELLER_BALANCE_NOT_ENOUGH': 'what the merchant took is never settled away, so that it covers every refund',
  'ACQ.REFUND_AMT_NOT_EQUAL_TOTAL': 'every trade can be refunded in parts',
  'ACQ.REASON_TRADE_BEEN_FREEZEN': 'no trade is ever frozen',
}
