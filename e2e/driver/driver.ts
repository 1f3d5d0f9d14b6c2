import type { Target } from './target'

export interface Size {
  readonly width: number
  readonly height: number
}

export interface Box extends Size {
  readonly x: number
  readonly y: number
}

/** A key as WebDriver and the DOM name it. */
export type Key = 'Enter' | 'Escape' | 'Tab' | 'Shift+Tab' | 'Space' | 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight'

/**
 * One tab of a browser, as page models see it. Small on purpose: whatever is here must be possible with WebDriver too, so that
 * the same flows run in engines that Playwright can't drive. Actions wait for their target; `count` and `isVisible` do not.
 */
export interface Driver {
  /** An absolute URL, or a path of the playground. Waits for the load event. */
  goto(url: string): Promise<void>
  reload(): Promise<void>
  /** The browser's own button. Does not wait for the page. */
  back(): Promise<void>
  url(): Promise<string>

  click(target: Target): Promise<void>
  /** Two clicks as fast as a hand makes them, wherever the first one led. */
  doubleClick(target: Target): Promise<void>
  /** Replaces a field's content. */
  fill(target: Target, text: string): Promise<void>
  /** To whatever has the focus. */
  press(key: Key): Promise<void>

  /** Waits until the part is visible, or with `'hidden'` until it is not, or is gone. */
  waitFor(target: Target, state?: 'visible' | 'hidden'): Promise<void>
  /** The visible text, as rendered. */
  text(target: Target): Promise<string>
  attribute(target: Target, name: string): Promise<string | null>
  /** In CSS pixels of the viewport. */
  box(target: Target): Promise<Box>
  hasFocus(target: Target): Promise<boolean>
  count(target: Target): Promise<number>
  isVisible(target: Target): Promise<boolean>

  /** The viewport, or one part of it, as PNG bytes at one pixel per CSS pixel. */
  screenshot(target?: Target): Promise<Uint8Array>
  /** Runs in the page; argument and result travel as JSON. */
  eval<Result, Argument = undefined>(script: (argument: Argument) => Result | Promise<Result>, argument?: Argument): Promise<Result>
  setViewport(size: Size): Promise<void>
  /** Another tab of the same browser profile, on an empty page. */
  openTab(): Promise<Driver>
  /** The tab that an action on this page opens. */
  tabOpenedBy(act: () => Promise<unknown>): Promise<Driver>
  /** As a payer closes it, who never comes back to it. */
  closeTab(): Promise<void>
}
