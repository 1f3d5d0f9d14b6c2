/** Two short tones, made on the spot: there is no file to fetch, and a strict CSP has nothing to say. */
const RISING_HZ = [880, 1_320] as const
const FALLING_HZ = [440, 330] as const
const TONE_S = 0.16
const LOUD = 0.2
const SILENT = 0.0001

/** Gets the page's sound ready. Throws where the browser has none. */
export function createChime(): (isGood: boolean) => void {
  const context = new AudioContext()
  const tone = (hz: number, index: number) => {
    const at = context.currentTime + index * TONE_S
    const oscillator = new OscillatorNode(context, { frequency: hz })
    const gain = new GainNode(context, { gain: SILENT })
    gain.gain.setValueAtTime(SILENT, at)
    gain.gain.exponentialRampToValueAtTime(LOUD, at + 0.01)
    gain.gain.exponentialRampToValueAtTime(SILENT, at + TONE_S)
    oscillator.connect(gain).connect(context.destination)
    oscillator.start(at)
    oscillator.stop(at + TONE_S)
  }
  return (isGood) => {
    if (context.state === 'suspended') void context.resume()
    for (const [index, hz] of (isGood ? RISING_HZ : FALLING_HZ).entries()) tone(hz, index)
  }
}
