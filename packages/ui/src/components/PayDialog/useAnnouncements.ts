import { nextTick, ref, watch, type Ref } from 'vue'

/** What {@link useAnnouncements} listens to. Each is said when it changes, and only then. */
export interface AnnouncementSources {
  /** What to do now. */
  hint: () => string
  /** What came of the payer's own wish. */
  answer: () => string
  /** Trouble with the network; empty without. */
  network: () => string
  /** What is said when it is over; empty where it went away for another reason. */
  networkBack: () => string
  /** An end: said at once. */
  result: () => string
  /** A dialog that is hidden says nothing; one that is shown again says where it stands. */
  isOpen: () => boolean
}

/** A live region: it has to be in the page, empty, before a text in it counts as news; by then only the last text may still be true. */
function createRegion() {
  const text = ref('')
  let last = ''
  return {
    text,
    async put(next: string): Promise<void> {
      text.value = ''
      last = next
      await nextTick()
      await nextTick()
      text.value = last
    },
  }
}

/** Turns changes into what a screen reader says: one polite region for progress, one assertive for ends. */
export function useAnnouncements(sources: AnnouncementSources): { polite: Ref<string>; assertive: Ref<string>; say: (text: string) => void } {
  const polite = createRegion()
  const assertive = createRegion()
  const say = (text: string) => {
    if (text && sources.isOpen()) void polite.put(text)
  }

  watch([sources.hint, sources.isOpen] as const, ([hint]) => {
    // What to do about a code must not stay readable where there is none.
    if (!hint) void polite.put('')
    say(hint)
  }, { immediate: true })
  watch(sources.answer, say)
  watch(sources.network, (trouble) => say(trouble || sources.networkBack()))
  watch([sources.result, sources.isOpen] as const, ([result, isOpen]) => {
    if (isOpen) void assertive.put(result)
  })

  return { polite: polite.text, assertive: assertive.text, say }
}
