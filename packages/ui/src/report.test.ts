import { HError } from '@baas-pay/sdk'
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { INTENT, part, pass, press, showDialog, textOf } from './test/screen'
import { openShop } from './test/shop'
import { openWays, ORDER_BY, PHONE } from './test/ways'
import { reportMisuse } from './report'

beforeEach(() => {
  vi.useFakeTimers()
  return () => {
    vi.useRealTimers()
    vi.restoreAllMocks()
  }
})

/** What reaches the page's own error tracking. */
function listen(): unknown[] {
  const reported: unknown[] = []
  vi.stubGlobal('reportError', (error: unknown) => void reported.push(error))
  onTestFinished(() => void vi.unstubAllGlobals())
  return reported
}

describe('rule 9: a page’s mistake is never kept from its developer', () => {
  it('an intent that can’t be is reported, once, with what to do', async () => {
    const reported = listen()
    const { facts } = await showDialog(openShop(), { intent: { ...INTENT, amountFen: 10.5 } })
    expect(reported).toEqual([expect.objectContaining({ name: 'HError', code: 605 })])
    expect(facts('failed')).toEqual([{ error: reported[0] }])
    expect(textOf('result-title')).toBe('暂时不能付款')
  })

  it('an intent’s function that breaks is reported as it broke', async () => {
    const reported = listen()
    const error = new Error('no stock')
    await showDialog(openShop(), { intent: () => Promise.reject(error) })
    expect(reported).toEqual([error])
  })

  it('so is a payer who can’t be sent on: the order stays, and the screen says whom to tell', async () => {
    const reported = listen()
    vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue(PHONE)
    const broken = new HError(608, 'no safe address')
    const { shop } = openWays({ ports: { navigate: { go() { throw broken }, open: () => undefined } } })
    await showDialog(shop, { intent: ORDER_BY('weixin_tenpay_wap') })
    await press('open-wallet')
    expect(reported).toEqual([broken])
    expect(textOf('check-answer')).toBe('请告诉商家付款打不开。')
    expect(part('dialog').dataset.payState).toBe('waiting')
  })

  it('a browser without reportError throws it where the page hears of it', async () => {
    vi.stubGlobal('reportError', undefined)
    onTestFinished(() => void vi.unstubAllGlobals())
    const error = new Error('unheard')
    reportMisuse(error)
    await expect(pass(0)).rejects.toThrow('unheard')
  })
})
