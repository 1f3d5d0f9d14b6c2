import { describe, expect, it } from 'vitest'
import { createPayClient, memoryStorage, minCloud, type BackendContext, type Transport } from '../src/index'
import { createCountedClock } from './support/bench'
import { createFakePage } from './support/world'

const hanging: Transport = ({ signal }) => new Promise((_resolve, reject) => {
  signal.addEventListener('abort', () => reject(new Error('a transport\'s own abort error, with its request')))
})

const get = ({ send }: BackendContext) => send({ method: 'GET', url: 'http://127.0.0.1:8787/' })

function clientOver(transport: Transport) {
  const counted = createCountedClock()
  const fakePage = createFakePage()
  const backend = minCloud({ clientID: 'demo', host: 'http://127.0.0.1:8787', extensions: true })
  const client = createPayClient({ backend, transport, clock: counted.clock, page: fakePage.page, storage: memoryStorage() })
  return { ...counted, ...fakePage, client, backend }
}

describe('a request without an answer', () => {
  it.each([['read', 15_000], ['create', 30_000]] as const)('a %s is given up after %d ms as 601, and leaves no timer', async (kind, timeoutMs) => {
    const { client, advance, pending } = clientOver(hanging)
    const controller = new AbortController()
    const sent = client.call(kind, controller.signal, get).catch((error: unknown) => error)
    await advance(timeoutMs - 1)
    expect(pending()).toBe(1)
    await advance(1)
    expect(await sent).toMatchObject({ code: 601, retryable: true, cause: { failure: 'timeout' } })
    expect(pending()).toBe(0)
  })

  it('offline is told apart from a dead network', async () => {
    const { client, set } = clientOver(() => Promise.reject(new TypeError('Failed to fetch')))
    const send = () => client.call('read', new AbortController().signal, get).catch((error: unknown) => error)
    expect(await send()).toMatchObject({ code: 600, cause: { failure: 'network' } })
    set({ online: false })
    expect(await send()).toMatchObject({ code: 600, cause: { failure: 'offline' } })
  })

  it('aborted, it rejects with the signal\'s own reason and leaves no timer', async () => {
    const { client, pending } = clientOver(hanging)
    const controller = new AbortController()
    const sent = client.call('read', controller.signal, get).catch((error: unknown) => error)
    controller.abort(new Error('enough'))
    expect(await sent).toMatchObject({ message: 'enough' })
    expect(pending()).toBe(0)
    expect(await client.call('read', controller.signal, get).catch((error: unknown) => error)).toMatchObject({ message: 'enough' })
  })

  it('a backend that does not listen to its signal is given up too', async () => {
    const { client, advance } = clientOver(hanging)
    const called = client.call('read', new AbortController().signal, () => new Promise(() => {})).catch((error: unknown) => error)
    await advance(15_000)
    expect(await called).toMatchObject({ code: 601 })
  })

  it('a backend that throws at once is one that rejects', async () => {
    const { client } = clientOver(hanging)
    const called = client.call('read', new AbortController().signal, () => { throw new TypeError('buggy') }).catch((error: unknown) => error)
    expect(await called).toMatchObject({ message: 'buggy' })
  })
})
