/** Reading JSON that somebody else wrote. */

/** Whether a value is a JSON object: neither null nor an array. */
export const isJsonObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Whether a value is a number that can be counted with. */
export const isNumber = (value: unknown): value is number => Number.isFinite(value)

/** A number that can be counted with, or undefined for anything else. */
export const asNumber = (value: unknown): number | undefined => (isNumber(value) ? value : undefined)
