import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** The libraries that the phone's page runs, by the name that it imports them by: reads a QR, draws a QR, draws a barcode. */
export function vendorFiles(): Readonly<Record<'jsqr' | 'uqr' | 'jsbarcode', string>> {
  const { resolve } = createRequire(import.meta.url)
  return {
    jsqr: resolve('jsqr'),
    // Its door for `require` is CommonJS, which no browser runs; the module lies beside it.
    uqr: join(dirname(resolve('uqr')), 'index.mjs'),
    jsbarcode: resolve('jsbarcode/dist/barcodes/JsBarcode.code128.min.js'),
  }
}
