import { h, onBeforeUnmount, onMounted, shallowRef, type ShallowRef, type VNode } from 'vue'

/** Slots of a component that are filled from the page, by the names of those that the page fills. */
export type LightSlots = Readonly<Record<string, () => VNode>>

const slotsFor = (host: HTMLElement, names: ReadonlySet<string>): LightSlots =>
  Object.fromEntries([...host.children].map(({ slot }) => slot).filter((slot) => names.has(slot)).map((name) => [name, () => h('slot', { name })]))

/** The slots for which the page has put something into the element; a component looks different with a slot than without. */
export function useLightSlots(host: HTMLElement, names: ReadonlySet<string>): Readonly<ShallowRef<LightSlots>> {
  const slots = shallowRef(slotsFor(host, names))
  const observer = new MutationObserver(() => {
    const next = slotsFor(host, names)
    if (Object.keys(next).join() !== Object.keys(slots.value).join()) slots.value = next
  })
  onMounted(() => observer.observe(host, { childList: true, subtree: true, attributeFilter: ['slot'] }))
  onBeforeUnmount(() => observer.disconnect())
  return slots
}
