import { onBeforeUnmount, onMounted, type Ref } from 'vue'
import { createSounds, type SoundName, type Sounds } from './sounds'

const WAKES = ['keydown', 'pointerdown'] as const

/** Plays the counter's sounds while they are wanted. A scanner's first key gets them ready, so that its last is heard at once. */
export function useSounds(isOn: Readonly<Ref<boolean>>): (name: SoundName) => void {
  let sounds: Sounds | undefined
  let isGone = false
  const tune = () => { if (isOn.value && !isGone) sounds ??= createSounds() }
  onMounted(() => { for (const name of WAKES) window.addEventListener(name, tune, true) })
  onBeforeUnmount(() => {
    for (const name of WAKES) window.removeEventListener(name, tune, true)
    isGone = true
    sounds?.end()
  })
  return (name) => {
    tune()
    if (isOn.value && !isGone) sounds?.play(name)
  }
}
