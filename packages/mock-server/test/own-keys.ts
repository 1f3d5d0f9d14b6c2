import { processKeyPairs, type KeyOwner } from '../src/ports/key-pairs'

const OWNERS: readonly KeyOwner[] = ['wechat-merchant', 'wechat-platform', 'alipay-merchant', 'alipay-platform']

// Made while the file is loaded: on a busy machine they take longer than a test may.
await Promise.all(OWNERS.map(processKeyPairs))

/** This process's keys, ready. */
export const ownKeys = processKeyPairs
