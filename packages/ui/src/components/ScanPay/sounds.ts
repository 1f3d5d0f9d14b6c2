/** The counter's sounds, made on the spot: there is no file to fetch, and a strict CSP has nothing to say. */

/** What can be heard. */
export type SoundName = 'read' | 'paid' | 'refused' | 'rejected'

/** Each by its tones, in Hz: one high for read, a rising pair for paid, a falling low pair for what was not charged, the same twice for "not now". */
const TONES: { readonly [N in SoundName]: readonly number[] } = { read: [1_760], paid: [880, 1_320], refused: [440, 330], rejected: [260, 260] }
const TONE_S = 0.14
const PAUSE_S = 0.02
const LOUD = 0.25
const SILENT = 0.0001

/** A page's sound. */
export interface Sounds {
  /** Plays it at once, or not at all: what is heard is true now. */
  readonly play: (name: SoundName) => void
  /** Lets go of the browser's sound once what is being played has been heard. */
  readonly end: () => void
}

/** Gets the page's sound ready. A browser without any plays nothing. */
export function createSounds(): Sounds {
  if (typeof AudioContext === 'undefined') return { play: () => {}, end: () => {} }
  const context = new AudioContext()
  const close = () => void context.close().catch(() => undefined)
  let wishes = 0
  let playing = 0
  let isOver = false

  const tone = (hz: number, index: number) => {
    const at = context.currentTime + index * (TONE_S + PAUSE_S)
    const oscillator = new OscillatorNode(context, { frequency: hz })
    const gain = new GainNode(context, { gain: SILENT })
    gain.gain.setValueAtTime(SILENT, at)
    gain.gain.exponentialRampToValueAtTime(LOUD, at + 0.01)
    gain.gain.exponentialRampToValueAtTime(SILENT, at + TONE_S)
    oscillator.connect(gain).connect(context.destination)
    oscillator.start(at)
    oscillator.stop(at + TONE_S)
    playing += 1
    oscillator.addEventListener('ended', () => {
      playing -= 1
      if (isOver && playing === 0) close()
    })
  }
  const tones = (name: SoundName) => { for (const [index, hz] of TONES[name].entries()) tone(hz, index) }

  /** Browsers let a page be heard that was touched; a scanner's keys count. What waits for that is no news once something else is. */
  async function wake(name: SoundName): Promise<void> {
    const wish = wishes
    await context.resume()
    if (wish === wishes) tones(name)
  }

  return {
    play(name) {
      wishes += 1
      if (context.state === 'suspended') wake(name).catch(() => undefined)
      else tones(name)
    },
    end() {
      wishes += 1
      isOver = true
      if (playing === 0 || context.state !== 'running') close()
    },
  }
}
