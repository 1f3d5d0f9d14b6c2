import type { PayPart } from '@baas-pay/ui'
import type { Stage } from './dialog-scenes'

const LANGUAGES: Readonly<Record<string, () => Promise<unknown>>> = { 'zh-TW': () => import('@baas-pay/ui/locales/zh-TW'), 'en': () => import('@baas-pay/ui/locales/en') }

/** Fetches a language before a scene begins: in the haste of one, what is said is said once. */
export const languageReady = async (tag: string): Promise<void> => void (await LANGUAGES[tag]?.())

const LOOK_EVERY_MS = 20

/** Waits until an element is there; stops looking when the scene has left. */
export async function untilSeen(selector: string, signal: AbortSignal): Promise<HTMLElement> {
  for (;;) {
    const found = document.querySelector<HTMLElement>(selector)
    if (found) return found
    await new Promise((resolve) => window.setTimeout(resolve, LOOK_EVERY_MS))
    signal.throwIfAborted()
  }
}

const selectorOf = (part: PayPart) => `[data-pay-part="dialog"] [data-pay-part="${part}"]`

/** A stage on this page. */
export function stageOf(signal: AbortSignal): Stage {
  const see = (part: PayPart) => untilSeen(selectorOf(part), signal)
  return {
    see: async (part) => void (await see(part)),
    press: async (part) => (await see(part)).click(),
  }
}
