import { describe, expect, test } from 'vitest'
import { ORDERS } from '../mock'
import { verified, type Server } from './verified'

const OURS = ['client_token', 'expires_in', 'events_url', 'trade_state', 'trade_state_desc', 'next_poll_ms']

/** A server that speaks MinCloud, and nothing of ours. */
const plain: Server = async (request, ask) => {
  const { pathname, searchParams } = new URL(request.url)
  if (/\/(close|reverse|events)\/$/.test(pathname) || pathname.includes('/login/') || pathname.includes('jssdk')) return new Response('{"error_msg":"not found"}', { status: 404, headers: { 'content-type': 'application/json' } })
  if (searchParams.has('client_token')) return new Response('{"meta":{"limit":20,"offset":0,"total_count":0,"next":null,"previous":null},"objects":[]}', { headers: { 'content-type': 'application/json' } })
  const body = request.method === 'POST' ? await request.text() : undefined
  const told = pathname === ORDERS && body?.startsWith('{"') ? JSON.stringify({ ...JSON.parse(body), client_token: undefined, return_url: undefined }) : body
  const answer = await ask(new Request(request.url, { method: request.method, headers: request.headers, ...(told === undefined ? {} : { body: told }) }))
  const text = await answer.text()
  return new Response(answer.headers.get('content-type')?.includes('json') ? JSON.stringify(JSON.parse(text), (name, value: unknown) => (OURS.includes(name) ? undefined : value)) : text || null, { status: answer.status, headers: answer.headers })
}

describe('baas-pay-mock verify of a server without our extensions', () => {
  test('fails nothing, and says of each what is not there and what that means', async () => {
    const { failed, skipped, lines } = await verified(plain)
    expect(failed).toStrictEqual([])
    expect(skipped).toStrictEqual([
      'token.echo', 'token.same', 'token.at-once', 'token.reused', 'token.find', 'login.own', 'login.guest', 'login.list', 'refuse.return_url', 'push.events', 'push.nonce', 'push.foreign', 'jssdk.page', 'jssdk.foreign',
      'life.expires_in', 'life.reverse', 'life.close', 'life.close-again', 'life.token', 'life.close-unknown',
    ])
    expect(lines.filter((line) => line.startsWith('skip  token.same')).join()).toMatch(/: the create answer echoes no client_token: an order whose answer was lost can not be found again$/)
  })

  test('fails what may not be missing', async () => {
    const { failed } = await verified(plain, { required: ['token', 'close', 'login'] })
    expect(failed).toStrictEqual(['token.echo', 'token.same', 'token.at-once', 'token.reused', 'token.find', 'login.own', 'login.guest', 'login.list', 'life.close', 'life.close-again', 'life.token', 'life.close-unknown'])
  })

  test('asks for nothing of ours with --plain', async () => {
    const asked: string[] = []
    const { failed } = await verified(async (request, ask) => {
      asked.push(`${request.url} ${request.method === 'POST' ? await request.clone().text() : ''}`)
      return ask(request)
    }, { isPlain: true })
    expect(failed).toStrictEqual([])
    expect(asked.filter((one) => /client_token|return_url|auth_code|\/(close|reverse|events)\//.test(one))).toStrictEqual([])
  })

  test('leaves out what needs a page, a product or an order that it has not', async () => {
    expect((await verified(undefined, { origin: undefined, recordId: undefined })).skipped).toStrictEqual(['refuse.price', 'cors.answer', 'cors.refusal', 'cors.preflight', 'jssdk.page'])
    const refusing = await verified(async (request, ask) => (request.method === 'POST' && new URL(request.url).pathname === ORDERS ? new Response('{"error_msg":"log in first"}', { status: 401, headers: { 'content-type': 'application/json' } }) : ask(request)))
    expect(refusing.failed).toStrictEqual(['create.order'])
    expect(refusing.lines.filter((line) => line.startsWith('FAIL')).join()).toContain('it is refused with 401: log in first')
    expect(refusing.skipped).toContain('create.pending')
  })
})
