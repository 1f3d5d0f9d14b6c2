/** The names of an intent and of its attempts. Random bits come in as bytes. */
import type { ClientToken } from './order'

declare const brand: unique symbol

/** Something the payer means to pay once: the shop's cart number, say. */
export type IntentId = string & { readonly [brand]: 'IntentId' }

/** Random bytes that a name needs: 128 bits. */
export const NAME_BYTES = 16

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

/** The token of one attempt, from 16 random bytes. */
export const clientTokenFrom = (bytes: Uint8Array): ClientToken => hex(bytes) as ClientToken

/** The shop's own intent id, or one from 16 random bytes (then other tabs are not covered). */
export const intentIdFrom = (given: string | undefined, bytes: () => Uint8Array): IntentId =>
  (given === undefined || given === '' ? hex(bytes()) : given) as IntentId
