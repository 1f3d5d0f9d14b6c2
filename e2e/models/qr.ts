import jsQR from 'jsqr'
import { PNG } from 'pngjs'
import { setTimeout as delay } from 'node:timers/promises'
import type { Driver } from '../driver/driver'
import type { Target } from '../driver/target'

/** The text of the QR code in a picture, or undefined. Reads dark on light only, as a cheap scanner does. */
function decodeQr(png: Uint8Array): string | undefined {
  const { data, width, height } = PNG.sync.read(Buffer.from(png))
  return jsQR(new Uint8ClampedArray(data), width, height, { inversionAttempts: 'dontInvert' })?.data
}

/** Reads the QR off what the screen shows, as a phone does; waits until there is one. */
export async function readQr(driver: Driver, target?: Target): Promise<string> {
  const deadline = Date.now() + 5000
  while (Date.now() < deadline) {
    const content = decodeQr(await driver.screenshot(target))
    if (content !== undefined) return content
    await delay(100)
  }
  throw new Error('no QR code could be read off the screen')
}
