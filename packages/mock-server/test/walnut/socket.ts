import { once } from 'node:events'
import { WebSocket } from 'ws'
import { serve, type Served, type ServeOptions } from '../../src/serve'
import { answerOf, CLIENT, type Answer } from '../mock'

/** A server over real ports, with the calls of a page. */
export interface Site extends Served {
  get(path: string): Promise<Answer>
  post(path: string, body: object): Promise<Answer>
  phone(path: string, body: object): Promise<Answer>
  /** A login without WeChat. */
  ticket(): Promise<string>
  socket(options?: { readonly query?: string, readonly origin?: string }): Promise<Line>
}

/** One socket, and what it has been told. */
export interface Line {
  readonly socket: WebSocket
  tell(message: object | string): void
  /** The next message; waits for it. */
  readonly next: () => Promise<Readonly<Record<string, unknown>>>
  /** Whether a watch of this number is answered. */
  isSilentAbout(id: string, more?: object): Promise<boolean>
}

/** Starts it on free ports. */
export async function createSite(options: ServeOptions = {}): Promise<Site> {
  const served = await serve({ port: 0, walletsPort: 0, ...options })
  const post = async (url: string, body: object, headers: Record<string, string> = CLIENT): Promise<Answer> => answerOf(await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) }))
  return {
    ...served,
    get: async (path) => answerOf(await fetch(`${served.merchantOrigin}${path}`, { headers: CLIENT })),
    post: (path, body) => post(`${served.merchantOrigin}${path}`, body),
    phone: (path, body) => post(`${served.walletsOrigin}/phone/${path}`, body),
    ticket: async () => String((await post(`${served.merchantOrigin}/hserve/v2.0/login/anonymous/`, {})).body['token']),
    socket: ({ query = '', origin } = {}) => connect(`${served.merchantOrigin.replace('http', 'ws')}/websocket${query}`, origin),
  }
}

/** Connects, and rejects where the server does not want that. */
async function connect(url: string, origin: string | undefined): Promise<Line> {
  const socket = new WebSocket(url, origin === undefined ? {} : { origin })
  const told: string[] = []
  let wake: (() => void) | undefined
  socket.on('message', (data: Buffer) => {
    told.push(data.toString('utf8'))
    wake?.()
  })
  await once(socket, 'open')
  async function next(): Promise<Readonly<Record<string, unknown>>> {
    if (told.length === 0) await new Promise<void>((resolve) => { wake = resolve })
    return JSON.parse(told.shift() ?? '')
  }
  const tell = (message: object | string): void => socket.send(typeof message === 'string' ? message : JSON.stringify(message))
  return {
    socket, next, tell,
    async isSilentAbout(id, more = {}) {
      tell({ method: 'watch', user: 'demo', match: { id }, ...more })
      // A pong comes after whatever was said before it.
      await Promise.all([once(socket, 'pong'), new Promise<void>((resolve) => { socket.ping(() => resolve()) })])
      return told.length === 0
    },
  }
}
