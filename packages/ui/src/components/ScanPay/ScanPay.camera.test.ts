import { afterEach, describe, expect, it, vi } from 'vitest'
import { ALIPAY, openCounter, UNIONPAY } from '../../test/counter'
import { has, pass, press, settle, textOf } from '../../test/screen'

/** A camera before which a code is held, and whether it is on. */
function stubCamera({ deny = '', formats = ['qr_code', 'code_128'] } = {}) {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  const seen: { rawValue: string }[] = []
  const tracks = { on: 0 }
  vi.stubGlobal('BarcodeDetector', class {
    static getSupportedFormats = () => Promise.resolve(formats)
    constructor(readonly options: { formats: string[] }) {}
    detect() { return Promise.resolve(seen.splice(0)) }
  })
  const getUserMedia = () => {
    if (deny) return Promise.reject(new DOMException('', deny))
    tracks.on += 1
    return Promise.resolve({ getTracks: () => [{ stop: () => { tracks.on -= 1 } }] })
  }
  Object.defineProperty(navigator, 'mediaDevices', { configurable: true, value: { getUserMedia } })
  Object.defineProperty(HTMLMediaElement.prototype, 'srcObject', { configurable: true, writable: true, value: null })
  vi.spyOn(HTMLMediaElement.prototype, 'play').mockResolvedValue(undefined)
  return { seen, tracks }
}

afterEach(() => {
  Reflect.deleteProperty(navigator, 'mediaDevices')
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

describe('the camera', () => {
  it('reads a code, is turned off, and the code is charged as any other', async () => {
    const { seen, tracks } = stubCamera()
    const { shop, see } = await openCounter({ props: { camera: true } })
    shop.told = { tradeState: 'USERPAYING' }
    await press('camera')
    expect(tracks.on).toBe(1)
    await pass(1_000)
    seen.push({ rawValue: ALIPAY })
    await pass(200)
    await see('confirming')
    expect(tracks.on).toBe(0)
    expect(shop.asked).toMatchObject([{ authCode: ALIPAY, gateway: 'alipay_barcode' }])
  })

  it('what is no payment of here is said, and the camera is off', async () => {
    const { seen, tracks } = stubCamera()
    const { facts, see } = await openCounter({ props: { camera: true } })
    await press('camera')
    seen.push({ rawValue: UNIONPAY })
    await pass(500)
    await see('ready')
    expect([tracks.on, facts('rejected')]).toMatchObject([0, [{ reason: 'unsupported' }]])
  })

  it('is turned off when the cashier goes back, and when the counter goes', async () => {
    const { tracks } = stubCamera()
    const { wrapper } = await openCounter({ props: { camera: true } })
    await press('camera')
    await press('scan-back')
    expect(tracks.on).toBe(0)
    await press('camera')
    expect(tracks.on).toBe(1)
    wrapper.unmount()
    expect(tracks.on).toBe(0)
  })

  it.each([['NotAllowedError', '没有摄像头权限，请在浏览器设置里允许'], ['NotFoundError', '摄像头打不开，请用扫码枪或手动输入']])('that does not open says why: %s', async (deny, words) => {
    stubCamera({ deny })
    await openCounter({ props: { camera: true } })
    await press('camera')
    await settle()
    expect(textOf('camera-note')).toBe(words)
  })

  it('in a browser that has the name and reads no format says so, and opens none', async () => {
    const { tracks } = stubCamera({ formats: [] })
    await openCounter({ props: { camera: true } })
    await press('camera')
    expect([textOf('camera-note'), tracks.on]).toEqual(['这个浏览器不能用摄像头读码，请用扫码枪或手动输入', 0])
  })

  it('where the browser can\'t read codes that is said, and where nobody wants it nothing is', async () => {
    const { wrapper } = await openCounter({ props: { camera: true } })
    expect([has('camera'), textOf('camera-missing')]).toEqual([false, '这个浏览器不能用摄像头读码，请用扫码枪或手动输入'])
    await wrapper.setProps({ camera: false })
    expect(has('camera-missing')).toBe(false)
  })
})
