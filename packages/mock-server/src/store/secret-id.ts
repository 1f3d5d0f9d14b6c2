import { createHash } from 'node:crypto'

/**
 * The id under which a record about a random secret is kept, its SHA-256: whoever reads the store learns no token. Only for
 * secrets of at least 128 random bits; fewer can be tried out.
 */
export const secretId = (secret: string): string => createHash('sha256').update(secret).digest('hex')
