import { describe, expect, it, vi } from 'vitest'
import { HError, isHError } from './errors'
import { TransportError } from './runtime/transport'

describe('HError', () => {
  it.each([
    [602, undefined, '602: uninitialized'], [600, undefined, '600: network disconnected'], [607, undefined, '607: payment cancelled'],
    [608, 'incorrect gateway type', '608: incorrect gateway type'], [404, undefined, '404: unknown error'], [400, 'bad', '400: bad'],
  ])('code %d with text %j says %j', (code, text, message) => {
    expect(new HError(code, text)).toMatchObject({ code, message })
  })

  it('is a real subclass with a name and a stack', () => {
    const error = new HError(608)
    expect(error).toBeInstanceOf(HError)
    expect(error).toBeInstanceOf(Error)
    expect(error.name).toBe('HError')
    expect(error.stack).toContain('errors.test')
  })

  it('is recognised across two copies of the package', async () => {
    vi.resetModules()
    const other = await import('./errors')
    expect(other.HError).not.toBe(HError)
    expect(new other.HError(600)).toBeInstanceOf(HError)
    expect(isHError(new other.HError(600))).toBe(true)
  })

  it.each([[new Error('600: network disconnected')], [{ code: 600 }], [null], [undefined], ['600']])('%j is none', (value) => {
    expect(isHError(value)).toBe(false)
    expect(value instanceof HError).toBe(false)
  })

  it('shows code and message as JSON, as the original does, and never its cause', () => {
    const error = new HError(600, undefined, { cause: new TransportError('offline') })
    const json = JSON.parse(JSON.stringify(error)) as Record<string, unknown>
    expect(json).toMatchObject({ code: 600, message: '600: network disconnected' })
    expect(json).not.toHaveProperty('cause')
    expect(error.cause).toMatchObject({ failure: 'offline' })
  })

  it('is not retryable and moved no money unless it says so', () => {
    expect(new HError(608)).toMatchObject({ retryable: false, mayHavePaid: false })
    expect(new HError(601, undefined, { retryable: true, mayHavePaid: true })).toMatchObject({ retryable: true, mayHavePaid: true })
  })
})
