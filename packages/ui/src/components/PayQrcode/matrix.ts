/** A QR code's modules as one path. */
import type { QRCode } from 'qrcode'

/** The modules of a code; `size` in modules, without the quiet zone. */
export type Matrix = QRCode['modules']

/** White modules around a code, without which readers miss it. */
export const QUIET_MODULES = 4

/** The edge of the drawing in modules, quiet zone included. */
export const edgeOf = (matrix: Pick<Matrix, 'size'>): number => matrix.size + 2 * QUIET_MODULES

/** Whole pixels per module, so that every edge falls on a pixel: the largest that fits, and at least 3 for a camera's sake. */
export const modulePx = (matrix: Pick<Matrix, 'size'>, sizePx: number): number => Math.max(3, Math.floor(sizePx / edgeOf(matrix)))

/** Every dark run of a row as one rectangle. */
export function toPath({ size, data }: Pick<Matrix, 'size' | 'data'>): string {
  let path = ''
  for (let y = 0; y < size; y += 1) {
    for (let x = 0, run = 1; x < size; x += run, run = 1) {
      if (!data[y * size + x]) continue
      while (x + run < size && data[y * size + x + run]) run += 1
      path += `M${x + QUIET_MODULES} ${y + QUIET_MODULES}h${run}v1h-${run}z`
    }
  }
  return path
}

/** Fetches the encoder. A page that will need it soon asks early, while the network is there. */
export const loadEncoder = () => import('qrcode')

/** Encodes a text at level M. The encoder is fetched when the first code is drawn. */
export async function encode(text: string): Promise<Matrix> {
  const module = await loadEncoder()
  // A CommonJS package: some bundlers put everything behind `default`.
  const { create } = typeof module.create === 'function' ? module : module.default
  return create(text, { errorCorrectionLevel: 'M' }).modules
}
