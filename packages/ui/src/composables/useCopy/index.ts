import { shallowReadonly, shallowRef, type Ref, type ShallowRef } from 'vue'
import { useTimer } from '../useTimer'

/** What became of the last copy, for as long as it should be said. `selected`: the browser would not copy, so the text is selected. */
export type CopyResult = 'none' | 'copied' | 'selected'

const SAID_FOR_MS = 2_000

function copySelected(element: Element): boolean {
  getSelection()?.selectAllChildren(element)
  return document.execCommand('copy')
}

/**
 * Copies an element's text and says honestly whether that worked.
 * Not VueUse's `useClipboard`: its fallback copies from a textarea outside the dialog, which is inert under a modal, and then says "copied".
 */
export function useCopy(source: Readonly<Ref<Element | null>>): { result: Readonly<ShallowRef<CopyResult>>; copy: () => Promise<CopyResult> } {
  const result = shallowRef<CopyResult>('none')
  const { start } = useTimer(() => { result.value = 'none' }, () => SAID_FOR_MS)

  async function write(element: Element): Promise<boolean> {
    try {
      await navigator.clipboard.writeText(element.textContent?.trim() ?? '')
      return true
    } catch {
      // No clipboard on an http:// page, or not allowed: the old way, which needs the text selected.
      return copySelected(element)
    }
  }

  async function copy(): Promise<CopyResult> {
    if (!source.value) return 'none'
    result.value = (await write(source.value)) ? 'copied' : 'selected'
    start()
    return result.value
  }

  return { result: shallowReadonly(result), copy }
}
