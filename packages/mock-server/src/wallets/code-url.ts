const CODE_URL = /^weixin:\/\/wxpay\/bizpayurl\?pr=([0-9A-Za-z]{7,12})$/

/** The text of a WeChat Native QR, in production's own form. */
export const codeUrlOf = (code: string): string => `weixin://wxpay/bizpayurl?pr=${code}`

/** The code that such a text carries, or nothing if it is something else. */
export const codeOf = (content: string): string | undefined => CODE_URL.exec(content)?.[1]
