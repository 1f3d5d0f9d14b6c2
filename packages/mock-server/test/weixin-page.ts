import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createContext, runInContext } from 'node:vm'
import { PAGE, PAGE_URL, type JsapiMock } from './jsapi'

type Callbacks = Partial<Record<'success' | 'cancel' | 'fail' | 'complete', (answer: object) => void>>

/** The part of `weixin-js-sdk` that pays. */
export interface WeixinSdk {
  config(options: object): void
  ready(callback: () => void): void
  error(callback: (answer: object) => void): void
  chooseWXPay(options: Readonly<Record<string, unknown>> & Callbacks): void
}

/** What the payer does when the wallet asks, one after the other. */
export type Replies = readonly ({ readonly password: string } | { readonly cancel: true })[]

const source = readFileSync(createRequire(import.meta.url).resolve('weixin-js-sdk'), 'utf8')

/** Loads the real SDK in a page inside WeChat, whose bridge posts what it is asked to the wallets as the exchange prescribes. */
export function weixinPage(mock: JsapiMock, replies: Replies = [], url = PAGE_URL): WeixinSdk {
  const window: Record<string, unknown> = {
    navigator: { userAgent: 'Mozilla/5.0 (iPhone) MicroMessenger/8.0.49 NetType/WIFI', platform: 'Win32' },
    location: { href: url },
    document: { title: '', addEventListener() {} },
    console,
    module: {},
    WeixinJSBridge: {
      async invoke(name: string, payload: object, callback: (answer: object) => void) {
        callback(await ask(mock, { invoke: name, payload, url }, replies))
      },
    },
  }
  window['window'] = window
  runInContext(source, createContext(window))
  const { exports } = Object(window['module']) as { exports: WeixinSdk }
  return exports
}

async function ask(mock: JsapiMock, call: object, [reply, ...replies]: Replies): Promise<object> {
  const { status, body } = await mock.phone('jsapi', call, { origin: PAGE })
  if (status !== 200) throw new Error(`the bridge's call was refused: ${JSON.stringify(body)}`)
  if (body['ask'] === undefined) return body
  if (!reply) throw new Error('the payer was asked, and had no reply')
  return ask(mock, { ...call, ...reply }, replies)
}

/** Configures the page, and tells what the SDK made of it. */
export function configured(sdk: WeixinSdk, config: object): Promise<object> {
  return new Promise((resolve) => {
    sdk.ready(() => resolve({ ready: true }))
    sdk.error((answer) => resolve({ ...answer }))
    sdk.config({ ...config, jsApiList: ['chooseWXPay'] })
  })
}

/** Pays by the SDK, and tells which of the page's callbacks it called, with what. */
export function chosen(sdk: WeixinSdk, payload: Readonly<Record<string, unknown>>): Promise<readonly [string, object]> {
  const { timeStamp, appId: _, ...rest } = payload
  return new Promise((resolve) => {
    const told = (name: string) => (answer: object) => resolve([name, { ...answer }])
    sdk.chooseWXPay({ ...rest, timestamp: timeStamp, success: told('success'), cancel: told('cancel'), fail: told('fail') })
  })
}
