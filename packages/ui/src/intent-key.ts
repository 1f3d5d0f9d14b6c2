import type { PayOrder } from './composables/useCheckout'

const sorted = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value

/** Two intents with the same key ask for the same thing, whichever objects they are. */
export const intentKey = (intent: PayOrder): string => JSON.stringify(intent, sorted)
