import { encode } from './vendor/uqr.js'

/** Bars' worth of nothing that stays beside a barcode, besides what the card around it leaves. */
const QUIET = 10
const SVG = 'http://www.w3.org/2000/svg'

/** A QR of `text`, dark on nothing; what is around it must be light. */
export function drawQr(text) {
  const { data, size } = encode(text, { ecc: 'M', border: 0 })
  const path = data.flatMap((row, y) => runsOf(row).map(({ start, length }) => `M${start} ${y}h${length}v1h-${length}z`)).join('')
  return svg({ viewBox: `0 0 ${size} ${size}` }, path)
}

/** A Code 128 of `text`, one unit high. */
export async function drawBarcode(text) {
  await import('./vendor/jsbarcode.js')
  const target = {}
  self.JsBarcode(target, text, { format: 'CODE128' })
  const bars = [...target.encodings.map(({ data }) => data).join('')].map((bar) => bar === '1')
  const path = runsOf(bars).map(({ start, length }) => `M${start} 0h${length}v1h-${length}z`).join('')
  return svg({ viewBox: `0 0 ${bars.length} 1`, preserveAspectRatio: 'none' }, path)
}

/** Makes a barcode as wide as its box allows with every bar a whole number of the screen's dots, as a scanner wants it. */
export function fitBarcode(barcode, room) {
  const bars = barcode.viewBox.baseVal.width
  const dots = Math.floor((room * devicePixelRatio) / (bars + QUIET))
  barcode.setAttribute('width', dots > 0 ? (bars * dots) / devicePixelRatio : room)
}

function runsOf(cells) {
  const runs = []
  for (const [index, isDark] of cells.entries()) {
    if (!isDark) continue
    if (cells[index - 1]) runs[runs.length - 1].length += 1
    else runs.push({ start: index, length: 1 })
  }
  return runs
}

function svg(attributes, path) {
  const drawing = document.createElementNS(SVG, 'svg')
  const dark = document.createElementNS(SVG, 'path')
  for (const [name, value] of Object.entries({ ...attributes, 'shape-rendering': 'crispEdges', 'aria-hidden': 'true' })) drawing.setAttribute(name, value)
  dark.setAttribute('d', path)
  drawing.append(dark)
  return drawing
}
