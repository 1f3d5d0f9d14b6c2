import { mount } from '@vue/test-utils'
import jsQR from 'jsqr'
import { describe, expect, it, vi } from 'vitest'
import { settle } from '../../test/screen'
import { modulePx } from './drawing'
import { encode, QUIET_MODULES, toDrawing } from './encoder'
import { PayQrcode } from '.'

const CODE = 'weixin://wxpay/bizpayurl?pr=4Zx8qPvzz'

/** Paints a path's rectangles, one pixel a module, enlarged. */
function paint(path: string, edge: number, scale: number): Uint8ClampedArray {
  const side = edge * scale
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255)
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/gu)) {
    for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; row += 1) {
      for (let column = Number(x) * scale; column < (Number(x) + Number(run)) * scale; column += 1) pixels.fill(0, (row * side + column) * 4, (row * side + column) * 4 + 3)
    }
  }
  return pixels
}

describe('the path', () => {
  it.each([CODE, 'https://qr.alipay.com/bax03431ljhokirwl38f00a7', '深蓝色秋裤', 'x'])('reads as %s', (text) => {
    const { path, edge } = encode(text)
    expect(jsQR(paint(path, edge, 4), edge * 4, edge * 4)?.data).toBe(text)
  })

  it('leaves a quiet zone of four modules on every side', () => {
    expect(toDrawing({ size: 1, data: [1] })).toEqual({ path: `M${QUIET_MODULES} ${QUIET_MODULES}h1v1h-1z`, edge: 9 })
  })

  it.each([[37, 224, 6], [41, 224, 5], [65, 224, 3], [185, 224, 3]])('gives each of %s modules whole pixels in %s', (edge, px, expected) => {
    expect(modulePx(edge, px)).toBe(expected)
  })
})

describe('<PayQrcode>', () => {
  it('is one image with a name and one path', async () => {
    const wrapper = mount(PayQrcode, { props: { text: CODE, label: '微信支付付款二维码' } })
    await settle()
    const svg = wrapper.get('svg')
    expect(svg.attributes()).toMatchObject({ role: 'img', 'aria-label': '微信支付付款二维码', width: '222', height: '222' })
    expect(wrapper.findAll('path')).toHaveLength(1)
    expect(wrapper.emitted('drawn')).toHaveLength(1)
    expect(wrapper.html()).not.toContain('style=')
  })

  it('draws another text, and never an older one over it', async () => {
    const wrapper = mount(PayQrcode, { props: { text: CODE } })
    await wrapper.setProps({ text: 'weixin://wxpay/bizpayurl?pr=second' })
    await settle()
    expect(wrapper.get('path').attributes('d')).toBe(encode('weixin://wxpay/bizpayurl?pr=second').path)
    expect(wrapper.emitted('drawn')).toHaveLength(1)
  })

  it('says so when a text can’t be drawn, and tries again', async () => {
    const wrapper = mount(PayQrcode, { props: { text: 'x'.repeat(5_000) } })
    await settle()
    expect(wrapper.text()).toContain('二维码没能显示出来')
    expect(wrapper.emitted('broken')).toHaveLength(1)
    await wrapper.get('[data-pay-part="qrcode-reload"]').trigger('click')
    await vi.dynamicImportSettled()
    await settle()
    expect(wrapper.emitted('broken')).toHaveLength(2)
  })
})
