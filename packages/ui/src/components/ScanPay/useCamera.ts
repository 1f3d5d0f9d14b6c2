import { computed, type ComputedRef } from 'vue'
import { useHydrated } from '../../composables/useHydrated'

/** Whether the browser says that it reads codes by camera; undefined while a server's page must not know. */
export function useCamera(): ComputedRef<boolean | undefined> {
  const isHydrated = useHydrated()
  return computed(() => (isHydrated.value ? 'BarcodeDetector' in globalThis : undefined))
}
