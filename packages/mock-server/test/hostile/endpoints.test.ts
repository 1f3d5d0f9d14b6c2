import { beforeAll, describe, expect, test } from 'vitest'
import { ENDPOINTS, type Asked, type Endpoint } from './endpoints'
import { expectRefusal, isRefusal, send } from './hostile'
import { SPOILED_FORM, SPOILED_JSON, SPOILED_SEAL, SPOILED_SIGNATURE, SPOILED_XML, type Bytes, type Spoiled } from './hostile-bodies'
import { createWorld, type World } from './world'

/** What is changed of a good request, and the status of the refusal where it is one for all. */
interface Attack {
  readonly what: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: (good: string) => Bytes | ReadableStream
  readonly status?: number
}

const HOSTS = ['evil.example', 'evil.example:8787', '127.0.0.1.evil.example', 'localhost@evil.example', '192.168.1.5', '']
const ORIGINS = ['http://evil.example', 'http://127.0.0.1:9999', 'http://127.0.0.1:5173.evil.example', 'https://127.0.0.1:5173', 'null', '']
const TYPES = ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain; a=application/json', 'application/json5', '']
const LOGINS = ['', 'Hydrogen-r1', 'Hydrogen-r1 ', 'Hydrogen-r1 x', 'Hydrogen-r1 __proto__', 'Bearer x', `Hydrogen-r1 ${'x'.repeat(100_000)}`]
const MEGABYTE = 'x'.repeat(1_000_000)

const spoiled = (list: Spoiled): Attack[] => list.map(([what, body]) => ({ what: `the body ${what}`, body }))

const HOST: readonly Attack[] = HOSTS.map((host) => ({ what: `the host "${host}"`, headers: { host }, status: 421 }))
const PAGE: readonly Attack[] = ORIGINS.map((origin) => ({ what: `a page of "${origin}"`, headers: { origin }, status: 403 }))
const TYPE: readonly Attack[] = TYPES.map((type) => ({ what: `the content type "${type}"`, headers: { 'content-type': type }, status: 415 }))
const LOGIN: readonly Attack[] = LOGINS.map((authorization) => ({ what: `the login "${authorization.slice(0, 30)}"`, headers: { authorization }, status: 401 }))
const CLIENT: readonly Attack[] = [
  { what: 'no client id, which a page can\'t add unasked', headers: { 'x-hydrogen-client-id': '' }, status: 400 },
  ...['other', '__proto__', 'constructor'].map((id) => ({ what: `the client id "${id}"`, headers: { 'x-hydrogen-client-id': id }, status: 403 })),
]
const SIGNER: readonly Attack[] = ['', 'Bearer x', 'WECHATPAY2-SHA256-RSA2048', 'WECHATPAY2-SHA256-RSA2048 mchid="",nonce_str="n",signature="x",timestamp="1",serial_no="1"', `WECHATPAY2-SHA256-RSA2048 ${'mchid="1",'.repeat(1000)}`]
  .map((authorization) => ({ what: `the signature "${authorization.slice(0, 60)}"`, headers: { authorization }, status: 401 }))
const LENGTH: readonly Attack[] = [{ what: 'a megabyte', headers: { 'content-length': String(MEGABYTE.length) }, body: () => MEGABYTE, status: 413 }]
const LENGTH_IN_PIECES: readonly Attack[] = [{ what: 'a megabyte in pieces', body: () => new Blob([MEGABYTE]).stream(), status: 413 }]

const BY_BODY: Readonly<Record<Endpoint['reads'], readonly Attack[]>> = {
  nothing: [],
  json: [...TYPE, ...LENGTH_IN_PIECES, ...spoiled(SPOILED_JSON)],
  signed: [...LENGTH_IN_PIECES, ...spoiled([...SPOILED_XML, ...SPOILED_SIGNATURE])],
  sealed: [...LENGTH_IN_PIECES, ...spoiled([...SPOILED_XML, ...SPOILED_SEAL])],
  v3: [...LENGTH_IN_PIECES, ...spoiled(SPOILED_JSON)],
  form: [...LENGTH_IN_PIECES, ...spoiled(SPOILED_FORM)],
}
const BY_CALLER: Readonly<Record<Endpoint['asks'], readonly Attack[]>> = {
  nobody: [], page: PAGE, signer: SIGNER, client: CLIENT, caller: [...CLIENT, ...LOGIN], login: [...CLIENT, ...LOGIN],
}

const attacksOn = ({ method, reads, asks }: Endpoint): Attack[] => [...HOST, ...(method === 'GET' ? [] : LENGTH), ...BY_CALLER[asks], ...BY_BODY[reads]]

function attack(world: World, endpoint: Endpoint, { path, headers, body = '' }: Asked, { headers: changed, body: spoil = (good) => good }: Partial<Attack>): Promise<Response> {
  const isGet = endpoint.method === 'GET'
  const sent = spoil(body)
  return send(world, endpoint.wing, path, {
    method: isGet ? 'GET' : 'POST',
    headers: { ...headers, ...changed },
    ...(isGet ? {} : { body: sent }),
    ...(sent instanceof ReadableStream ? { duplex: 'half' } : {}),
  })
}

describe.each(ENDPOINTS.map((endpoint) => [`${endpoint.wing} ${endpoint.method} ${endpoint.route}, which reads ${endpoint.reads},`, endpoint] as const))('rule 8: %s', (_, endpoint) => {
  let world: World
  let good: Asked
  beforeAll(async () => {
    world = await createWorld()
    good = endpoint.request(world)
  })

  test.each(attacksOn(endpoint).map((one) => [one.what, one] as const))('refuses %s', async (__, one) => {
    await expectRefusal(world, () => attack(world, endpoint, good, one), one.status)
  })

  test('takes the same request unharmed, after all that', async () => {
    const before = await world.state()
    const answer = await attack(world, endpoint, good, {})
    const isStream = answer.headers.get('content-type')?.startsWith('text/event-stream') ?? false
    const said = isStream ? '' : await answer.text()
    if (isStream) await answer.body?.cancel()
    expect([answer.status, said]).not.toSatisfy(([status, text]: [number, string]) => isRefusal(status, text) || status >= 500)
    await world.clock.advance(0)
    const after = await world.state()
    if (endpoint.changes) expect(after).not.toStrictEqual(before)
    else expect(after).toStrictEqual(before)
  })
})
