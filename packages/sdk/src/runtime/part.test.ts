import { describe, expect, it } from 'vitest'
import { part } from './part'

describe('a part of the SDK', () => {
  it('is loaded once, however often it is asked for', async () => {
    let loads = 0
    const load = part(() => Promise.resolve({ no: (loads += 1) }))
    expect(await Promise.all([load(), load()])).toEqual([{ no: 1 }, { no: 1 }])
    expect(await load()).toEqual({ no: 1 })
  })

  it('that could not be loaded is an error that may be tried again, and then is', async () => {
    const answers = [() => Promise.reject(new Error('404 of /assets/wallet-1234.js')), () => Promise.resolve('there')]
    const load = part(async () => answers.shift()?.())
    await expect(load()).rejects.toMatchObject({ code: 600, retryable: true, mayHavePaid: false, hint: expect.stringContaining('load the page anew') })
    expect(await load()).toBe('there')
  })
})
