import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { nextTick } from 'vue'
import { find, see, undoAll } from '../../test/browser'
import { playScan, press, scanScenes, WECHAT } from '../../test/scan-scenes'

const SIZES = [[320, 568], [390, 844], [768, 1024], [1080, 1920], [1920, 1080]] as const
const screen = () => find('scan')?.dataset['payScan']

/** A scanner types, by trusted keys. */
const scan = (code: string) => userEvent.keyboard(`${code}{Enter}`)

afterEach(() => { document.documentElement.removeAttribute('dir') })

describe('a scanner, by trusted keys', () => {
  it('is heard in the focused read-only field, and charges once', async () => {
    const shop = await playScan('ready')
    expect(document.activeElement).toBe(find('scan-field'))
    shop.told = { tradeState: 'USERPAYING' }
    await scan(WECHAT)
    await expect.poll(screen).toBe('confirming')
    expect(shop.asked.map(({ authCode }) => authCode)).toEqual([WECHAT])
  })

  it('is heard with the focus nowhere, or on a button, which it does not press', async () => {
    const shop = await playScan('confirming')
    await expect.poll(() => document.activeElement).toBe(find('check'))
    await scan('105837264950172836')
    await see('scan-notice')
    expect(find('check-answer')).toBeNull()
    expect([shop.calls.create, screen()]).toEqual([1, 'confirming'])
    shop.told = { status: 'failed', tradeState: 'PAYERROR' }
    await expect.poll(screen).toBe('refused')
    ;(document.activeElement as HTMLElement | null)?.blur()
    shop.create = () => Promise.resolve({ status: 'success' })
    await scan('105837264950172836')
    await expect.poll(screen).toBe('paid')
    expect(shop.calls.create).toBe(2)
  })

  it('leaves nothing in the field while a code is entered by hand', async () => {
    const shop = await playScan('typing')
    await scan(WECHAT)
    await expect.poll(() => shop.calls.create).toBe(1)
    expect((find('scan-field') as HTMLInputElement | null)?.value ?? '').toBe('')
  })
})

describe('the keyboard', () => {
  it('reaches everything, and Enter does the obvious thing', async () => {
    const shop = await playScan('ready')
    await userEvent.tab()
    expect(document.activeElement).toBe(find('scan-type'))
    await userEvent.keyboard('{Enter}')
    await see('scan-count')
    expect(document.activeElement).toBe(find('scan-field'))
    for (const key of ['1', '3']) document.querySelector<HTMLElement>(`[data-pay-key="${key}"]`)?.click()
    expect([(find('scan-field') as HTMLInputElement).value, document.activeElement]).toEqual(['13', find('scan-field')])
    await userEvent.keyboard('{Enter}')
    await see('scan-notice')
    expect(shop.calls.create).toBe(0)
  })

  it('finds the main control of each end', async () => {
    for (const name of ['paid', 'refused', 'unknown', 'reversed', 'confirming']) {
      await playScan(name)
      await expect.poll(() => document.activeElement?.hasAttribute('data-pay-main'), { message: name }).toBe(true)
      undoAll()
    }
  })

  it('goes back from a question by ESC', async () => {
    await playScan('asked whether to cancel')
    expect(document.activeElement).toBe(find('cancel-keep'))
    await userEvent.keyboard('{Escape}')
    await expect.poll(() => document.activeElement).toBe(find('cancel'))
  })

  it('takes the field again after a tap on the page, and after an end', async () => {
    await playScan('paid')
    await press('next')
    await expect.poll(() => document.activeElement).toBe(find('scan-field'))
    ;(document.activeElement as HTMLElement | null)?.blur()
    find('amount')?.click()
    expect(document.activeElement).toBe(find('scan-field'))
  })
})

describe('room', () => {
  it.each(SIZES)('is kept sideways at %s×%s on every screen, also with text twice as large and from right to left', async (width, height) => {
    await page.viewport(width, height)
    for (const name of Object.keys(scanScenes)) {
      await playScan(name)
      for (const [size, dir] of [['100%', 'ltr'], ['200%', 'ltr'], ['100%', 'rtl']] as const) {
        document.documentElement.style.fontSize = size
        document.documentElement.dir = dir
        await nextTick()
        const where = `${name} ${size} ${dir}`
        expect(document.documentElement.scrollWidth, `page: ${where}`).toBeLessThanOrEqual(width)
        const amount = find('amount')
        expect(amount?.scrollWidth, `amount: ${where}`).toBeLessThanOrEqual(amount?.clientWidth ?? 0)
        for (const button of find('scan')?.querySelectorAll('button') ?? []) expect(button.scrollWidth, `${button.textContent}: ${where}`).toBeLessThanOrEqual(button.clientWidth + 1)
      }
      document.documentElement.style.fontSize = ''
      document.documentElement.dir = 'ltr'
      undoAll()
    }
  })

  it.each([[1080, 1920], [1920, 1080], [768, 1024]])('is the same at %s×%s from ready to each end: nothing jumps', async (width, height) => {
    await page.viewport(width, height)
    const heights = new Set<number>()
    for (const name of Object.keys(scanScenes).filter((one) => !/typing|rejected|asked/u.test(one))) {
      await playScan(name, { props: { intent: { amountFen: 1990, description: '午餐' } } })
      heights.add(Math.round(find('surface')?.getBoundingClientRect().height ?? 0))
      undoAll()
    }
    expect([...heights]).toHaveLength(1)
  })

  it('is enough for fingers: every control is 44 px high', async () => {
    for (const name of Object.keys(scanScenes)) {
      await playScan(name)
      for (const control of find('scan')?.querySelectorAll('button, input') ?? []) {
        expect(control.getBoundingClientRect().height, `${name}: ${control.textContent}`).toBeGreaterThanOrEqual(44)
      }
      undoAll()
    }
  })

  it.each([[1080, 1920], [1920, 1080]])('a kiosk of %s×%s has type that reads from two metres', async (width, height) => {
    await page.viewport(width, height)
    for (const name of ['ready', 'confirming', 'paid', 'unknown']) {
      await playScan(name)
      const sizes = [...(find('scan')?.querySelectorAll('p, button, input, h3') ?? [])].filter((one) => !one.classList.contains('pay-sr')).map((one) => [one.className, parseFloat(getComputedStyle(one).fontSize)] as const)
      expect(sizes.filter(([, px]) => px < 24), `small type: ${name}`).toEqual([])
      expect(parseFloat(getComputedStyle(find('amount') as Element).fontSize)).toBeGreaterThan(64)
      undoAll()
    }
  })
})
