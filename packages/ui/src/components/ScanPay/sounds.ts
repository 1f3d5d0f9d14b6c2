/** The counter's sounds, made on the spot: there is no file to fetch, and a strict CSP has nothing to say. */

/** What can be heard. */
export type SoundName = 'read' | 'paid' | 'refused' | 'rejected'

/** Each by its tones, in Hz: one high for read, a rising pair for paid, a falling low pair for what was not charged, the same twice for "not now". */
const TONES: { readonly [N in SoundName]: readonly number[] } = { read: [1_760], paid: [880, 1_320], refused: [440, 330], rejected: [260, 260] }
const TONE_S = 0.14
const PAUSE_S = 0.02
const LOUD = 0.25
const SILENT = 0.0001

/** Plays a sound at once. */
export type Play = (name: SoundName) => void

/** Gets the page's sound ready. A browser without any plays nothing. */
export function createSounds(): Play {
  if (typeof AudioContext === 'undefined') return () => {}
  const context = new AudioContext()
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
  }
  return (name) => {
    // Browsers let a page be heard that was touched; a scanner's keys count.
    if (context.state === 'suspended') void context.resume().catch(() => undefined)
    for (const [index, hz] of TONES[name].entries()) tone(hz, index)
  }
}
