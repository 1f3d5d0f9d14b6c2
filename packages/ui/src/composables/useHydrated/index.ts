import { getCurrentInstance, onMounted, shallowReadonly, shallowRef, type ShallowRef } from 'vue'

/**
 * Whether a component may show what only a browser knows. It may not on a server, nor until what the server sent has been hydrated;
 * one that no server has rendered may at once.
 */
export function useHydrated(): Readonly<ShallowRef<boolean>> {
  // Vue has given the server's element to a component that it hydrates.
  const isHydrated = shallowRef(typeof document !== 'undefined' && !getCurrentInstance()?.vnode.el)
  onMounted(() => { isHydrated.value = true })
  return shallowReadonly(isHydrated)
}
