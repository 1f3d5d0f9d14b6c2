import { skipped, verdictOf, type Check, type Verdict } from '../check'
import type { Session } from '../session'

const FOREIGN = 'https://foreign.invalid'
/** The headers that the SDK sends, each of which a browser asks for first. */
const SENT = ['authorization', 'content-type', 'x-hydrogen-client-id', 'x-hydrogen-client-version', 'x-hydrogen-client-platform', 'x-hydrogen-client-sdk-type', 'x-hydrogen-env-id']

const listed = (headers: Headers, name: string): readonly string[] => (headers.get(name) ?? '').toLowerCase().split(',').map((one) => one.trim()).filter((one) => one !== '')

/** A check of what a browser needs, which is made for the page's origin. */
function forPage(check: Omit<Check, 'run'>, run: (session: Session, origin: string) => Promise<Verdict>): Check {
  return { ...check, run: (session) => (session.target.origin === undefined ? Promise.resolve(skipped('no --origin names a page: what browsers need was not tried')) : run(session, session.target.origin)) }
}

function readableProblem(headers: Headers, origin: string): string | undefined {
  const allowed = headers.get('access-control-allow-origin')
  if (allowed !== origin) return `access-control-allow-origin is ${allowed ?? 'missing'}`
  return listed(headers, 'access-control-expose-headers').includes('retry-after') ? undefined : 'access-control-expose-headers does not name Retry-After'
}

/** What browsers need, and what caches must not keep. */
export const BROWSER: readonly Check[] = [
  forPage({ name: 'cors.answer', says: 'the page may read an answer, and its Retry-After', from: 'rule 8' }, async ({ ask, fresh, login }, origin) => {
    const { headers } = await ask('listOrders', { query: { trade_no: fresh() }, login, headers: { origin } })
    return verdictOf(readableProblem(headers, origin))
  }),
  forPage({ name: 'cors.refusal', says: 'the page may read a refusal, which is no dead network', from: 'rule 6' }, async ({ ask, fresh, login }, origin) => {
    const { headers } = await ask('getOrder', { path: { transaction_no: fresh() }, login, headers: { origin } })
    return verdictOf(readableProblem(headers, origin))
  }),
  forPage({ name: 'cors.preflight', says: 'a browser is let through with every header that the SDK sends, and asks seldom', from: 'createOrder' }, async ({ knock, urlOf }, origin) => {
    const { ok, status, headers } = await knock(urlOf('createOrder'), { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': SENT.join(',') } })
    const missing = SENT.filter((name) => !listed(headers, 'access-control-allow-headers').includes(name))
    return verdictOf(
      !ok && `it is answered with ${status}`,
      headers.get('access-control-allow-origin') !== origin && 'the page is not allowed',
      missing.length > 0 && `access-control-allow-headers lacks ${missing.join(', ')}`,
      !listed(headers, 'access-control-allow-methods').includes('post') && 'access-control-allow-methods lacks POST',
      !(Number(headers.get('access-control-max-age')) > 0) && 'access-control-max-age is missing: every call would be two',
    )
  }),
  {
    name: 'cors.foreign',
    says: 'a foreign page may read nothing',
    from: 'rule 8',
    async run({ ask, fresh }) {
      const { headers } = await ask('listOrders', { query: { trade_no: fresh() }, headers: { origin: FOREIGN } })
      const allowed = headers.get('access-control-allow-origin')
      return verdictOf((allowed === '*' || allowed === FOREIGN) && `access-control-allow-origin is ${allowed}`)
    },
  },
  {
    name: 'cache.no-store',
    says: 'no answer about an order is kept by a cache',
    from: 'rule 8',
    async run({ ask, creation, order }) {
      const { transactionNo, login } = await order()
      const shown = await ask('getOrder', { path: { transaction_no: transactionNo }, login })
      return verdictOf(...[await creation(), shown].map(({ headers }) => !listed(headers, 'cache-control').includes('no-store') && `cache-control is ${headers.get('cache-control') ?? 'missing'}`))
    },
  },
  forPage({ name: 'jssdk.page', says: 'a page is given what wx.config takes', from: 'jssdkCredentials', needs: 'jssdk' }, async ({ ask }, origin) => {
    const { status } = await ask('jssdkCredentials', { query: { url: `${origin}/` } })
    return verdictOf(status !== 200 && `it is answered with ${status}`)
  }),
  {
    name: 'jssdk.foreign',
    says: 'no signature is made for a foreign page',
    from: 'rule 8',
    needs: 'jssdk',
    async run({ ask }) {
      const { status } = await ask('jssdkCredentials', { query: { url: `${FOREIGN}/` } })
      return verdictOf(status < 400 && `it is answered with ${status}`)
    },
  },
]
