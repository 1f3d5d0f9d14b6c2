/** The list of the choice: a chunk of its own, which only a choice needs. */
import { shallowRef, type Component } from 'vue'
import { loadChunk } from '../../load-chunk'

/** Once it is here, every dialog of the page has it. */
export const methodList = shallowRef<Component>()

/** Fetches it. Rejects where it does not come. */
export async function loadMethodList(): Promise<void> {
  methodList.value ??= await loadChunk(() => import('../PayMethodList/PayMethodList.vue'), (module) => module.default)
}
