// @vitest-environment happy-dom
import { readFile } from 'node:fs/promises'
import { URL } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { takePayment } from '../../examples/till'
import type { CheckoutState, CreateRequest } from '../../src/index'
import { answer, createBench } from '../support/bench'
import { ALIPAY, UNIONPAY, WECHAT, WECHAT_2 } from '../support/scanner'

/** A till with one sale, and a scanner whose keys the browser vouches for. */
function till() {
  const { script, client, advance } = createBench({}, { gateways: ['weixin_tenpay_micropay', 'alipay_barcode'] })
  const sent: CreateRequest[] = []
  script.create = (_context, asked) => {
    sent.push(asked)
    return Promise.resolve({ ...answer('pending', { tradeState: 'USERPAYING' }), show: { flow: 'scan' } })
  }
  script.find = () => Promise.resolve(answer('pending', { tradeState: 'USERPAYING' }))
  const shown: CheckoutState['name'][] = []
  const said: string[] = []
  const stop = takePayment(client, { no: 'sale-7', amountFen: 1990, description: '午餐' }, ({ name }) => shown.push(name), (text) => said.push(text))
  onTestFinished(stop)
  async function scan(code: string) {
    for (const key of [...Array.from(code), 'Enter']) for (const type of ['keydown', 'keyup']) {
      const event = new KeyboardEvent(type, { key, code: key === 'Enter' ? key : `Digit${key}`, bubbles: true, cancelable: true, composed: true })
      Object.defineProperty(event, 'isTrusted', { value: true })
      document.body.dispatchEvent(event)
    }
    await advance(0)
  }
  return { script, sent, shown, said, stop, scan, advance }
}

describe('docs/kiosk.md', () => {
  it.each(['kiosk', 'zh/kiosk'])('shows the example as it is (%s)', async (page) => {
    const [code, docs] = await Promise.all(['../../examples/till.ts', `../../../../docs/${page}.md`].map((file) => readFile(new URL(file, import.meta.url), 'utf8')))
    expect(docs).toContain(`\`\`\`ts\n${code}\`\`\``)
  })
})

describe('the till of the docs', () => {
  it('charges a code once, and shows what becomes of it', async () => {
    const { scan, sent, shown, said, script, advance } = till()
    await scan(ALIPAY)
    await scan(ALIPAY)
    expect(sent).toMatchObject([{ authCode: ALIPAY, gateway: 'alipay_barcode', amountFen: 1990 }])
    expect(said).toEqual(['这个付款码已经用过，请顾客刷新后再扫'])
    script.find = () => Promise.resolve(answer('success'))
    await advance(3_300)
    expect(shown).toEqual(expect.arrayContaining(['creating', 'waiting', 'paid']))
  })
  it('rule 4: takes no other code while the first may still be paid', async () => {
    const { scan, sent, said } = till()
    await scan(WECHAT)
    await scan(WECHAT_2)
    expect([sent.length, said]).toEqual([1, ['上一次扫码还没有结果，请稍等']])
  })
  it.each([[UNIONPAY, '这里收不了这个钱包的付款码'], ['6901234567892', '这不是付款码'], [WECHAT.slice(0, 9), '没有读全，请再扫一次']])('says of %s why it is not charged', async (text, word) => {
    const { scan, sent, said } = till()
    await scan(text)
    expect([sent, said]).toEqual([[], [word]])
  })
  it('is over when it is told so', async () => {
    const { scan, sent, stop } = till()
    stop()
    await scan(WECHAT)
    expect(sent).toEqual([])
  })
})
