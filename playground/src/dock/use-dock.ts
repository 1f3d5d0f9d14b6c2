import { useLocalStorage, useMediaQuery } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'

/** What the dock shows. */
export type DockTab = 'phone' | 'requests' | 'faults'

/** The dock beside every demo: the virtual phone, and what goes on behind the page. */
export const useDock = defineStore('dock', () => {
  const isWide = useMediaQuery('(min-width: 1200px)')
  const isWanted = useLocalStorage('playground.dock', true)
  const isSheet = shallowRef(false)
  const tab = shallowRef<DockTab>('phone')
  /** A modal dialog makes the rest of the page inert; while one is open it lends the dock a place within. */
  const lent = shallowRef<HTMLElement>()
  /** The code that was last put in front of the phone's camera; a new object each time. */
  const scanned = shallowRef<{ readonly content: string }>()

  /** Beside the page where there is room, above it where there is none. */
  const isOpen = computed({
    get: () => (isWide.value ? isWanted.value : isSheet.value),
    set: (is) => {
      if (isWide.value) isWanted.value = is
      else isSheet.value = is
    },
  })

  function show(which: DockTab): void {
    tab.value = which
    isOpen.value = true
  }

  function scan(content: string): void {
    show('phone')
    scanned.value = { content }
  }

  return { isWide, isOpen, tab, lent, scanned, show, scan }
})
