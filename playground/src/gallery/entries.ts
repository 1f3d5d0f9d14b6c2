import { dialogScenes, type DialogScene } from './dialog-scenes'
import { partScenes, type PartScene } from './part-scenes'
import { tillScenes } from './till-scenes'
import { returnScenes, type ReturnScene } from './return-scenes'
import { scanScenes, type ScanScene } from './scan-scenes'

/** How an entry is put on the screen. */
export type Show =
  | { readonly kind: 'dialog', readonly scene: DialogScene, readonly inline: boolean }
  | { readonly kind: 'return', readonly scene: ReturnScene }
  | { readonly kind: 'scan', readonly scene: ScanScene }
  | { readonly kind: 'part', readonly make: () => PartScene }

/** One picture of the gallery: a component in a state. */
export interface Entry {
  /** In kebab case, as in its address. */
  readonly component: string
  readonly state: string
  readonly show: Show
}

/** The inline panel differs in its frame alone: these are enough to see that. */
const INLINE: ReadonlySet<string> = new Set(['choosing', 'waiting', 'unstable', 'paid', 'unknown'])

const dialogs = (component: string, inline: boolean): Entry[] =>
  Object.entries(dialogScenes).filter(([state]) => !inline || INLINE.has(state)).map(([state, scene]) => ({ component, state, show: { kind: 'dialog', scene, inline } }))

/** Everything that the gallery shows. */
export const entries: readonly Entry[] = [
  ...dialogs('pay-dialog', false),
  ...dialogs('pay-panel', true),
  ...Object.entries(returnScenes).map(([state, scene]): Entry => ({ component: 'pay-return', state, show: { kind: 'return', scene } })),
  ...Object.entries(scanScenes).map(([state, scene]): Entry => ({ component: 'scan-pay', state, show: { kind: 'scan', scene } })),
  ...Object.entries({ ...partScenes, ...tillScenes }).flatMap(([component, states]) => Object.entries(states).map(([state, make]): Entry => ({ component, state, show: { kind: 'part', make } }))),
]

/** The entry of an address. */
export const entryOf = (component: unknown, state: unknown): Entry | undefined => entries.find((entry) => entry.component === component && entry.state === state)

/** What people call a component. */
export const nameOf = (component: string): string => (component === 'pay-panel' ? '<PayDialog inline>' : `<${component.replace(/(?:^|-)(\w)/g, (_match, letter: string) => letter.toUpperCase())}>`)

/** The entries by component, in the table's order. */
export const groups: readonly (readonly [component: string, entries: readonly Entry[]])[] = [...new Set(entries.map(({ component }) => component))]
  .map((component) => [component, entries.filter((entry) => entry.component === component)])
