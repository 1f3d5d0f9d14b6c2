import { expect, it } from 'vitest'
import type * as Encoder from './components/PayQrcode/encoder'
import { loadChunk } from './load-chunk'

const address = new URL('./components/PayQrcode/encoder.ts', import.meta.url).href
const failure = (words: string) => () => Promise.reject<typeof Encoder>(new TypeError(words))
const encoderOf = ({ encode }: typeof Encoder) => encode

it('asks once more for a chunk whose failure the browser remembers, by another address', async () => {
  const encode = await loadChunk(failure(`Failed to fetch dynamically imported module: ${address}`), encoderOf)
  expect(encode('x').edge).toBe(29)
})

it('tells of the failure where there is no address to ask', async () => {
  await expect(loadChunk(failure('Importing a module script failed.'), encoderOf)).rejects.toThrow('Importing a module script failed.')
})

it('is refused where the chunk is not what it should be, rather than used', async () => {
  await expect(loadChunk(failure(`error loading dynamically imported module: ${address}`), () => undefined)).rejects.toThrow('error loading')
})
