/** From a text to a QR code's drawing. A chunk of its own, fetched when the first code is drawn. */
import { create } from 'qrcode/lib/core/qrcode.js'
import type { Drawing } from './drawing'

/** White modules around a code, without which readers miss it. */
export const QUIET_MODULES = 4

/** The modules of a code, row by row; `size` in modules, without the quiet zone. */
export interface Matrix {
  readonly size: number
  readonly data: ArrayLike<number>
}

/** The code as one path of rectangles: every dark run of a row is one. */
export function toDrawing({ size, data }: Matrix): Drawing {
  let path = ''
  for (let y = 0; y < size; y += 1) {
    for (let x = 0, run = 1; x < size; x += run, run = 1) {
      if (!data[y * size + x]) continue
      while (x + run < size && data[y * size + x + run]) run += 1
      path += `M${x + QUIET_MODULES} ${y + QUIET_MODULES}h${run}v1h-${run}z`
    }
  }
  return { path, edge: size + 2 * QUIET_MODULES }
}

/** Encodes a text at level M. Throws where it is empty or too long for a code. */
export const encode = (text: string): Drawing => toDrawing(create(text, { errorCorrectionLevel: 'M' }).modules)
