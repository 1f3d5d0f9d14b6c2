/** The longest side at which a picture is read whole: a code on a whole screen's shot is still sharp then. */
const WHOLE_PX = 1600
const SMALL_PX = 700
const PARTS = [0, 0.2, 0.4].flatMap((top) => [0, 0.2, 0.4].map((left) => ({ left, top, share: 0.6 })))

/**
 * Reads the QR in a picture, wherever it is in it; nothing when there is none.
 * @throws the file is no picture that this browser can open
 */
export async function readPicture(file) {
  const [bitmap] = await Promise.all([createImageBitmap(file), import('./vendor/jsqr.js')])
  try {
    for (const view of viewsOf(bitmap)) {
      const code = self.jsQR(...pixelsOf(bitmap, view))
      if (code?.data) return code.data
      // A look takes a while; the page goes on between two of them.
      await new Promise((resolve) => { setTimeout(resolve) })
    }
    return undefined
  } finally {
    bitmap.close()
  }
}

/** The whole picture, then smaller, then piece by piece: a small code in a large picture needs a nearer look. */
function viewsOf({ width, height }) {
  const whole = { left: 0, top: 0, share: 1 }
  const pieces = Math.max(width, height) > SMALL_PX ? PARTS : []
  return [{ ...whole, most: WHOLE_PX }, { ...whole, most: SMALL_PX }, ...pieces.map((piece) => ({ ...piece, most: WHOLE_PX }))]
}

function pixelsOf(bitmap, { left, top, share, most }) {
  const [width, height] = [bitmap.width * share, bitmap.height * share]
  const scale = Math.min(1, most / Math.max(width, height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(width * scale))
  canvas.height = Math.max(1, Math.round(height * scale))
  const context = canvas.getContext('2d', { willReadFrequently: true })
  // What is transparent was over something light.
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(bitmap, bitmap.width * left, bitmap.height * top, width, height, 0, 0, canvas.width, canvas.height)
  return [context.getImageData(0, 0, canvas.width, canvas.height).data, canvas.width, canvas.height]
}
