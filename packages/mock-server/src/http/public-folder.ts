import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Where the files of one of the package's pages are: `public` lies one level up from dist, and two from this source. */
export const publicFolder = (name: string): string =>
  [`../public/${name}/`, `../../public/${name}/`].map((path) => fileURLToPath(new URL(path, import.meta.url))).find((path) => existsSync(path)) ?? ''
