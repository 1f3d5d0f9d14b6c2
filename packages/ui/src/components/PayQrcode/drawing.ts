/** A QR code as it is drawn. */
import { loadChunk } from '../../load-chunk'

/** A code as SVG: one path, in a square of `edge` modules, quiet zone included. */
export interface Drawing {
  readonly path: string
  readonly edge: number
}

/** Whole pixels per module, so that every edge falls on a pixel: the largest that fits, and at least 3 for a camera's sake. */
export const modulePx = (edge: number, sizePx: number): number => Math.max(3, Math.floor(sizePx / edge))

/** Fetches the encoder. A page that will need it soon asks early, while the network is there. */
export const loadEncoder = () => loadChunk(() => import('./encoder'), ({ encode }) => encode)
