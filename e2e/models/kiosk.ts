import type { CDPSession, Page } from '@playwright/test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Driver } from '../driver/driver'
import { demoPart, inside, nth, part } from '../driver/target'

/** What `data-pay-scan` can be. */
export type Screen = 'ready' | 'reading' | 'charging' | 'confirming' | 'paid' | 'refused' | 'unknown' | 'cancelling' | 'reversed'

/** What `data-pay-outcome` can be. */
export type Outcome = 'checking' | 'open' | 'paid' | 'refused' | 'reversed' | 'unknown'

const scanPart = (name: string) => inside(part('scan'), part(name))

function keyOf(char: string) {
  if (char === '\n') return { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, text: '\r' }
  if (char === '\t') return { key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 }
  return { key: char, code: /\d/.test(char) ? `Digit${char}` : char === ']' ? 'BracketRight' : `Key${char.toUpperCase()}`, windowsVirtualKeyCode: char.toUpperCase().charCodeAt(0), text: char }
}

/** A scanner on a USB port: trusted keys, sent without waiting for the page. */
export async function createScanner(page: Page) {
  const cdp: CDPSession = await page.context().newCDPSession(page)
  return {
    /** Types a code at so many milliseconds a character, and its ending. */
    async scan(code: string, { gapMs = 4, end = '\n' }: { readonly gapMs?: number, readonly end?: string } = {}): Promise<void> {
      const sent: Promise<unknown>[] = []
      for (const char of Array.from(code + end)) {
        const { text, ...key } = { text: undefined, ...keyOf(char) }
        sent.push(cdp.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key, ...(text !== undefined && { text }) }), cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key }))
        // A device's own pace, which no condition stands for.
        if (gapMs > 0) await sleep(gapMs)
      }
      await Promise.all(sent)
    },
  }
}

/** The till of the playground. */
export function kiosk(driver: Driver) {
  const pad = (key: string) => driver.click(demoPart(`pad-${key}`))
  return {
    async open() {
      await driver.goto('/kiosk')
      await driver.waitFor(demoPart('ring-up'))
    },
    /** By the keypad on the screen. */
    async typeAmount(yuan: string) {
      for (const key of Array.from(yuan)) await pad(key)
    },
    pay: () => driver.click(demoPart('ring-pay')),
    total: () => driver.text(inside(demoPart('ring-up'), nth(part('amount'), 0))),
    notice: () => driver.text(demoPart('ring-notice')),
    /** A sale of so much, waiting for a code. */
    async toScan(yuan = '9.9') {
      await this.open()
      await this.typeAmount(yuan)
      await this.pay()
      await this.waitFor('ready')
      await driver.waitFor(part('scan', { 'data-pay-armed': '' }))
    },
    waitFor: (screen: Screen) => driver.waitFor(part('scan', { 'data-pay-scan': screen })),
    screen: () => driver.attribute(part('scan'), 'data-pay-scan'),
    waitForRingUp: () => driver.waitFor(demoPart('ring-up')),
    text: (name: string) => driver.text(scanPart(name)),
    box: (name: string) => driver.box(scanPart(name)),
    has: (name: string) => driver.isVisible(scanPart(name)),
    press: (name: string) => driver.click(scanPart(name)),
    result: async () => `${await driver.text(scanPart('result-title'))} ${await driver.text(scanPart('result-text'))}`,
    checkAnswer: async () => {
      await driver.waitFor(scanPart('check-answer'))
      return driver.text(scanPart('check-answer'))
    },
    async cancel() {
      await driver.click(scanPart('cancel'))
      await driver.click(scanPart('cancel-confirm'))
    },
    /** Goes on although nobody knows. */
    async leave() {
      await driver.click(scanPart('leave-unknown'))
      await driver.click(scanPart('next-confirm'))
      await this.waitForRingUp()
    },
    /** The newest result. */
    waitForResult: (outcome: Outcome) => driver.waitFor(nth(part('results-row', { 'data-pay-outcome': outcome }), 0)),
    results: () => driver.eval(() => [...document.querySelectorAll<HTMLElement>('[data-pay-part="results-row"]')].map(({ dataset }) => dataset.payOutcome)),
    resultText: (index = 0) => driver.text(nth(part('results-row'), index)),
    checkResult: () => driver.click(nth(part('results-check'), 0)),
  }
}

/** The scanner's test of the playground. */
export function scannerTest(driver: Driver) {
  return {
    async open() {
      await driver.goto('/kiosk/scanner')
      await driver.waitFor(part('scanner-test'))
    },
    waitFor: (level: 'good' | 'fair' | 'bad') => driver.waitFor(part('scanner-test', { 'data-pay-level': level })),
    kinds: () => driver.eval(() => Object.fromEntries([...document.querySelectorAll<HTMLElement>('[data-pay-part="scanner-check"]')].map(({ dataset }) => [dataset.payCheck, dataset.payKind]))),
    text: () => driver.text(part('scanner-test')),
  }
}
