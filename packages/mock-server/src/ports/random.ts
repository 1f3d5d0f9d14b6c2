import { createHash, randomBytes } from 'node:crypto'

/** Where ids, keys and nonces come from. */
export interface Random {
  bytes(length: number): Uint8Array
}

/** The operating system's randomness. */
export const systemRandom: Random = { bytes: (length) => new Uint8Array(randomBytes(length)) }

/**
 * The same bytes for the same seed, for tests that want stable ids. Never for real keys.
 * @example createMockServer({ random: createSeededRandom('checkout') })
 */
export function createSeededRandom(seed: string | number): Random {
  let block = 0
  let pool = new Uint8Array(0)
  return {
    bytes(length) {
      while (pool.length < length) {
        const next = createHash('sha256').update(`${seed}:${block++}`).digest()
        pool = Uint8Array.from([...pool, ...next])
      }
      const taken = pool.slice(0, length)
      pool = pool.slice(length)
      return taken
    },
  }
}
