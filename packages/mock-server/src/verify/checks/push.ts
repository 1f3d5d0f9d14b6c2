import { textOf } from '../answer'
import { Unavailable, verdictOf, type Check } from '../check'
import type { Session } from '../session'

const FOREIGN = 'https://foreign.invalid'

/** Where nudges of the order are heard; nothing where that is not on this server, which alone is called. */
async function eventsOf({ order, target }: Session): Promise<URL | undefined> {
  const text = textOf((await order()).created.json, 'events_url') ?? ''
  const url = URL.canParse(text) ? new URL(text) : undefined
  return url?.origin === new URL(target.url).origin ? url : undefined
}

async function eventsHere(session: Session): Promise<URL> {
  const url = await eventsOf(session)
  if (url) return url
  throw new Unavailable('events_url is not on this server')
}

/** Listens and hangs up; what comes is not waited for. */
async function listen({ knock }: Session, url: URL, headers: Readonly<Record<string, string>> = {}): Promise<{ readonly status: number, readonly type: string }> {
  const { status, headers: told, body } = await knock(url.href, { headers: { accept: 'text/event-stream', ...headers } })
  await body?.cancel()
  return { status, type: told.get('content-type') ?? '' }
}

/** Nudges. */
export const PUSH: readonly Check[] = [
  {
    name: 'push.events',
    says: 'events_url is on this server, and is a stream of events',
    from: 'listenToOrder',
    needs: 'push',
    async run(session) {
      const url = await eventsOf(session)
      if (!url) return verdictOf('it is no address on this server, where alone a page listens')
      const { status, type } = await listen(session, url)
      return verdictOf(status !== 200 && `it is answered with ${status}`, status === 200 && !type.startsWith('text/event-stream') && `its content type is ${type}`)
    },
  },
  {
    name: 'push.nonce',
    says: 'nobody listens without the nonce of the order',
    from: 'rule 8',
    needs: 'push',
    async run(session) {
      const url = await eventsHere(session)
      const guessed = new URL(url)
      guessed.search = url.search.replace(/[0-9A-Za-z]{4}$/, 'AAAA')
      const bare = new URL(url)
      bare.search = ''
      const answers = [await listen(session, guessed), await listen(session, bare)]
      return verdictOf(answers.some(({ status }) => status < 400) && 'it is a stream without it')
    },
  },
  {
    name: 'push.foreign',
    says: 'a foreign page does not listen',
    from: 'rule 8',
    needs: 'push',
    async run(session) {
      const { status } = await listen(session, await eventsHere(session), { origin: FOREIGN })
      return verdictOf(status < 400 && `it is answered with ${status}`)
    },
  },
]
