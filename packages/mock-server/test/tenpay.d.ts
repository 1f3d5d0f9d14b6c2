declare module 'tenpay' {
  type Fields = Record<string, string | number>
  /** A client of WeChat Pay v2, as far as the tests use it. It checks the ids and the signature of every answer. */
  export default class Tenpay {
    constructor(config: { appid: string, mchid: string, partnerKey: string, notify_url: string })
    readonly urls: Record<string, string>
    unifiedOrder(fields: Fields): Promise<Record<string, string>>
    orderQuery(fields: Fields): Promise<Record<string, string>>
    closeOrder(fields: Fields): Promise<Record<string, string>>
  }
}
