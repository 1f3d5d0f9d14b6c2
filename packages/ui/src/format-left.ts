/** A time left, as people read it. */
const pad = (value: number): string => String(value).padStart(2, '0')

/** Whole seconds as `mm:ss`, or `h:mm:ss` from an hour up. */
export function formatLeft(seconds: number): string {
  const hours = Math.floor(seconds / 3_600)
  const rest = `${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`
  return hours > 0 ? `${hours}:${rest}` : rest
}
