import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where the pictures go: `<subject>/<project>.png`. */
export const ALBUM = fileURLToPath(new URL('out', import.meta.url))

/** The file of one picture. */
export const fileOf = (subject: string, project: string): string => join(ALBUM, subject.replaceAll('/', '--'), `${project}.png`)
