import type { Page } from '@playwright/test'
import { PNG } from 'pngjs'
import { expect, test } from '../fixtures/test'
import { phonePage } from '../models/phone-page'
import { shop } from '../models/shop'

interface Picture { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }

const png = (bytes: Uint8Array): Picture => ({ name: 'shot.png', mimeType: 'image/png', buffer: Buffer.from(bytes) })

/** How a picture gets to the phone. */
const ways: Readonly<Record<string, (page: Page, picture: Picture) => Promise<unknown>>> = {
  'chosen': (page, picture) => page.setInputFiles('[data-phone-part="picture"]', picture),
  'dropped': (page, picture) => hand(page, picture, 'drop'),
  'pasted': (page, picture) => hand(page, picture, 'paste'),
}

function hand(page: Page, { name, mimeType, buffer }: Picture, type: 'drop' | 'paste') {
  return page.evaluate(({ base64, fileName, fileType, event }) => {
    const data = new DataTransfer()
    data.items.add(new File([Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0))], fileName, { type: fileType }))
    document.body.dispatchEvent(event === 'drop' ? new DragEvent(event, { dataTransfer: data, bubbles: true, cancelable: true }) : new ClipboardEvent(event, { clipboardData: data, bubbles: true, cancelable: true }))
  }, { base64: buffer.toString('base64'), fileName: name, fileType: mimeType, event: type })
}

/** The same picture somewhere on a larger, grey one, as a code lies on a desktop. */
function onDesktop(bytes: Uint8Array, { width, height, left, top }: { readonly width: number; readonly height: number; readonly left: number; readonly top: number }): Uint8Array {
  const shot = PNG.sync.read(Buffer.from(bytes))
  const desktop = new PNG({ width, height })
  desktop.data.fill(0xb0)
  PNG.bitblt(shot, desktop, 0, 0, shot.width, shot.height, left, top)
  return PNG.sync.write(desktop)
}

for (const [way, give] of Object.entries(ways)) {
  test(`a shot of the shop's screen, ${way}, is scanned`, async ({ driver, page, phone, origins }) => {
    const store = shop(driver)
    await store.toQr()
    const content = await store.dialog.readQr()
    const shot = await driver.screenshot()
    const model = phonePage(driver, origins.wallets)
    await model.open()
    await model.goTo('scan')
    await give(page, png(shot))
    await model.waitFor('confirm')
    expect(await model.subject()).toBe('深蓝色秋裤')
    await model.pay('123456')
    await model.waitFor('paid')
    await expect(phone.scan(content)).rejects.toMatchObject({ status: 409 })
  })
}

test('a code in the corner of a large desktop is found', async ({ driver, page, origins }) => {
  const store = shop(driver)
  await store.toQr()
  await store.dialog.readQr()
  const shot = onDesktop(await driver.screenshot(), { width: 3840, height: 2160, left: 2540, top: 1300 })
  const model = phonePage(driver, origins.wallets)
  await model.open()
  await page.setInputFiles('[data-phone-part="picture"]', png(shot))
  await model.waitFor('confirm')
})

test('a picture without a code, a broken one and a file that is none are each told in a sentence', async ({ driver, page, origins }) => {
  const model = phonePage(driver, origins.wallets)
  await model.open()
  await model.goTo('scan')
  const empty = new PNG({ width: 400, height: 300 })
  empty.data.fill(0xff)
  const cases: readonly (readonly [Picture, string])[] = [
    [png(PNG.sync.write(empty)), '没有找到二维码'],
    [png(Buffer.from('not a picture')), '打不开'],
    [{ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') }, '不是图片'],
  ]
  for (const [picture, sentence] of cases) {
    await page.setInputFiles('[data-phone-part="picture"]', picture)
    await expect.poll(model.message).toContain(sentence)
  }
  await model.waitFor('scan')
})
