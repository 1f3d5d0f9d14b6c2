/** The world over Walnut: the same mock server, network and payer, with a shop's goods behind its Walnut routes. */
import { memoryStorage, type PayClientOptions, type PayRequest } from '../../src/index'
import { walnut, type Connect, type WalnutOptions } from '../../src/walnut'
import { createWorld, goods as minCloudGoods } from './world'

export const HOST = 'http://127.0.0.1:8787'
const CLIENT = { 'X-Hydrogen-Client-ID': 'demo', 'content-type': 'application/json' }
const PAGE = 'http://127.0.0.1:5173'

/** One of goods-c, which costs ten fen; the page itself believes in nine. */
export const goods: PayRequest = { ...minCloudGoods, amountFen: 9, products: [{ id: 'goods-c' }] }

/** No WebSocket. */
export const deaf: Connect = () => undefined

/** Builds the world; its pages are logged in by nobody in particular. */
export async function createWalnutWorld(options: Parameters<typeof createWorld>[0] = {}) {
  const world = createWorld(options)
  const at = async (url: string, body?: object) => {
    const request = new Request(url, { headers: { ...CLIENT, host: '127.0.0.1:8787' }, redirect: 'manual', ...(body && { method: 'POST', body: JSON.stringify(body) }) })
    return url.startsWith(HOST) ? world.direct(request) : world.server.wallets.fetch(request)
  }
  const tell = async (path: string, body: object) => (await (await at(`${HOST}${path}`, body)).json()) as Record<string, unknown>
  const logIn = async () => String((await tell('/hserve/v2.0/login/anonymous/', {}))['token'])
  /** The phone's account, by WeChat. */
  const logInByWechat = async () => {
    const idp = '/hserve/v2.0/idp/oauth-wechat-mp'
    const { redirect_url } = await tell(`${idp}/redirect/`, { callback_url: `${PAGE}/auth.html?provider=oauth-wechat-mp&handler=login`, silent_login: true })
    const follow = async (url: string) => (await at(url)).headers.get('location') ?? ''
    const back = new URL(await follow(await follow(String(redirect_url))))
    return String((await tell(`${idp}/authenticate/`, { auth_token: back.searchParams.get('token'), create_user: true, update_userprofile: 'setnx' }))['token'])
  }
  const ticket = await logIn()
  const backend = (more: Partial<WalnutOptions> = {}) => walnut({ host: HOST, domain: 'demo', ticket, extensions: true, connect: deaf, ...more })
  return {
    ...world, ticket, logIn, logInByWechat, backend,
    /** Where the page's network can be replaced: `world.net.network = …`. */
    net: world,
    /** The wallets' accounts; their keys are made by then. */
    credentials: async () => (await (await at('http://127.0.0.1:8788/sandbox/credentials')).json()) as { wechat: { openid: string } },
    page: (more: Partial<WalnutOptions> = {}, ports: Partial<PayClientOptions> = {}) => {
      const page = world.newPage(ports.storage ?? memoryStorage(), { backend: backend(more), ...ports })
      return { ...page, checkout: (request: PayRequest = goods) => page.checkout(request) }
    },
    creates: () => world.asked.filter((line) => /^POST .*\/pay\/(buy|create|pay)(\?|$)/.test(line)).length,
    /** Asks a Walnut route by itself, as somebody with this ticket. */
    ask: async (path: string, query: Record<string, string>, body?: object) =>
      (await (await at(`${HOST}/api/demo/${path}?${new URLSearchParams(query).toString()}`, body)).json()) as { ok: boolean; errCode?: string; data: Record<string, unknown> },
  }
}

export type WalnutWorld = Awaited<ReturnType<typeof createWalnutWorld>>
