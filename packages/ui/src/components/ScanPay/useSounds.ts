import { onBeforeUnmount, onMounted, type Ref } from 'vue'
import { createSounds, type Play, type SoundName } from './sounds'

const WAKES = ['keydown', 'pointerdown'] as const

/** Plays the counter's sounds while they are wanted. A scanner's first key gets them ready, so that its last is heard at once. */
export function useSounds(isOn: Readonly<Ref<boolean>>): (name: SoundName) => void {
  let play: Play | undefined
  const tune = () => { if (isOn.value) play ??= createSounds() }
  onMounted(() => { for (const name of WAKES) window.addEventListener(name, tune, true) })
  onBeforeUnmount(() => { for (const name of WAKES) window.removeEventListener(name, tune, true) })
  return (name) => {
    tune()
    if (isOn.value) play?.(name)
  }
}
