/** What is pleasant to have around a payment. None of it is needed: it comes after the dialog, and fails in silence. */
import { useDocumentVisibility, useIntervalFn, useScrollLock, useWakeLock } from '@vueuse/core'
import { computed, onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import { formatLeft } from '../../format-left'
import { loadChunk } from '../../load-chunk'
import type { PayDialogContext } from './context'

/** What {@link useComforts} looks at beside the dialog. */
export interface ComfortOptions {
  readonly open: Ref<boolean>
  /** Whether it is above the page, which then keeps still. */
  readonly isModal: () => boolean
  /** Whether a result may be heard. */
  readonly sound: () => boolean
}

/** The page behind keeps still, and does not jump when its scrollbar goes. */
function useStillness(isWanted: () => boolean): void {
  const { body, documentElement } = document
  const isLocked = useScrollLock(body)
  let before: string | undefined
  function hold(is: boolean): void {
    if (is === (before !== undefined)) return
    const gap = window.innerWidth - documentElement.clientWidth
    if (is) {
      before = body.style.paddingRight
      if (gap > 0) body.style.paddingRight = `${gap}px`
    } else {
      body.style.paddingRight = before ?? ''
      before = undefined
    }
    isLocked.value = is
  }
  watch(isWanted, hold, { immediate: true })
  onScopeDispose(() => hold(false))
}

/** A wallet's page that is made for a frame is shown in one, instead of being gone to. */
function useFrame({ framedUrl, framed }: Pick<PayDialogContext, 'framedUrl' | 'framed'>): void {
  watch(framedUrl, async (url) => {
    const panel = url && (await loadChunk(() => import('./PayDialogFramed.vue'), (module) => module.default).catch(() => undefined))
    framed.value = panel && framedUrl.value ? panel : undefined
  }, { immediate: true, flush: 'sync' })
}

/** Keeps the page behind still and the screen awake while a code is on it, and tells a payer who looks at another tab. */
export function useComforts({ framedUrl, framed, codeUrl, order, state, result, messages, now }: PayDialogContext, { open, isModal, sound }: ComfortOptions): void {
  useFrame({ framedUrl, framed })
  useStillness(() => open.value && isModal())
  const wakeLock = useWakeLock()
  const isCodeShown = () => open.value && codeUrl.value !== undefined
  // Refused where the battery is low.
  watch(isCodeShown, (is) => void (is ? wakeLock.request('screen') : wakeLock.release()).catch(() => undefined), { immediate: true })

  const visibility = useDocumentVisibility()
  const isAway = () => open.value && visibility.value === 'hidden'
  const ended = () => result.value?.title ?? ''

  const at = shallowRef(now())
  const { pause, resume } = useIntervalFn(() => { at.value = now() }, 1_000, { immediate: false, immediateCallback: true })
  watch(() => isAway() && isCodeShown(), (is) => (is ? resume() : pause()), { flush: 'sync' })

  const tabText = computed(() => {
    if (!isAway() || !isCodeShown()) return isAway() ? ended() : ''
    const deadlineAt = order.value?.expiresAt
    const left = deadlineAt === undefined ? '' : `${formatLeft(Math.max(0, Math.ceil((deadlineAt - at.value) / 1_000)))} `
    return left + messages.value.tabWaiting
  })
  // Not VueUse's `useTitle`: it takes the title for its own, and this one is lent.
  let own: string | undefined
  let before = ''
  watch(tabText, (text) => {
    // The page may have changed its title meanwhile: then that one is kept.
    if (document.title !== own) before = document.title
    own = text ? `${text} · ${before}` : undefined
    document.title = own ?? before
  }, { immediate: true })

  let play: ((isGood: boolean) => void) | undefined
  async function tune(): Promise<void> {
    const { createChime } = await import('./chime')
    play ??= createChime()
  }
  // Browsers let a page be heard that begins with it after a click.
  watch(() => open.value && sound(), (is) => { if (is) tune().catch(() => undefined) }, { immediate: true })
  watch(ended, (text) => {
    if (text && isAway() && sound()) play?.(state.value.name === 'paid')
  })
}
