/** Randomness, as a port. */

/** A source of randomness. */
export interface Random {
  /** Unguessable bytes, for tokens. */
  bytes(count: number): Uint8Array
  /** 0 ≤ fraction < 1, for jitter: need not be unguessable. */
  fraction(): number
}

/** The browser's own. `getRandomValues` also works on an `http://` LAN page, where `randomUUID` does not exist. */
export const systemRandom: Random = {
  bytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
  fraction: () => Math.random(),
}
