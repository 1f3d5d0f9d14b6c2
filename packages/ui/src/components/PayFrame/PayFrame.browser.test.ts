import axe from 'axe-core'
import { describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { createApp, h } from 'vue'
import { find, undo } from '../../test/browser'
import { openShop } from '../../test/shop'
import { createPayUI, PayFrame } from '../../index'

/** What a hostile page of a wallet's tries, and tells. It is of this origin, as a test has no other. */
const PAGE = new URL('../../test/framed.html', import.meta.url).href

function show(url: string): void {
  const host = document.createElement('main')
  host.innerHTML = '<h1>小店</h1><button id="before">前</button><div></div><button id="after">后</button>'
  document.body.append(host)
  document.documentElement.lang = 'zh-CN'
  document.title = '小店'
  const app = createApp({ render: () => h(PayFrame, { url, provider: '支付宝' }) })
  app.use(createPayUI({ client: openShop().client })).mount(host.querySelector('div') as Element)
  undo.push(() => {
    app.unmount()
    host.remove()
  })
}

/** What the page in the frame says of what it tried. */
function told(): Record<string, unknown>[] {
  const all: Record<string, unknown>[] = []
  const listen = ({ data }: MessageEvent<Record<string, unknown>>) => { if (data['framed']) all.push(data) }
  addEventListener('message', listen)
  undo.push(() => removeEventListener('message', listen))
  return all
}

describe('a page in a frame', () => {
  it('rule 8: runs, and reaches nothing of the shop’s: no page, no storage, no other address, no window of its own', async () => {
    const said = told()
    const { href } = location
    localStorage.setItem('login', 'secret')
    show(PAGE)
    await expect.poll(() => said.length).toBe(1)
    expect(said[0]).toMatchObject({ parent: 'SecurityError', storage: 'SecurityError', top: 'SecurityError', popup: 'none', unsandbox: 'SecurityError' })
    // Where the shop was it learns, and not on which of its pages.
    expect(new URL(String(said[0]?.['referrer'])).pathname).toBe('/')
    await expect.poll(() => find('frame')?.dataset['payFrame']).toBe('shown')
    expect([location.href, document.title]).toEqual([href, '小店'])
    localStorage.removeItem('login')
  })

  it('is entered by Tab and left by it, both ways', async () => {
    const said = told()
    show(PAGE)
    await expect.poll(() => said.length).toBe(1)
    const active = () => document.activeElement?.id || document.activeElement?.localName
    const way: (string | undefined)[] = []
    document.querySelector<HTMLElement>('#before')?.focus()
    for (let times = 0; times < 3; times += 1) {
      await userEvent.tab()
      way.push(active())
    }
    expect(way).toEqual(['iframe', 'a', 'after'])
    for (let times = 0; times < 3; times += 1) {
      await userEvent.tab({ shift: true })
      way.push(active())
    }
    expect(way.slice(3)).toEqual(['a', 'iframe', 'before'])
  })

  it.each([[320, 568], [390, 844], [1440, 900]])('has nothing for axe to find, and no width that is too much, at %s×%s', async (width, height) => {
    await page.viewport(width, height)
    const said = told()
    show(PAGE)
    await expect.poll(() => said.length).toBe(1)
    const { violations } = await axe.run(document, { rules: { region: { enabled: false } } })
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width)
  })

  // Last: a policy stays with its page.
  it('that the shop’s own policy keeps out is known to be, and offered in a tab of its own', async () => {
    const policy = Object.assign(document.createElement('meta'), { httpEquiv: 'Content-Security-Policy', content: 'frame-src https://elsewhere.test' })
    document.head.append(policy)
    show(PAGE)
    await expect.poll(() => find('frame')?.dataset['payFrame']).toBe('refused')
    expect(document.querySelector('main iframe')).toBeNull()
    expect(find('frame-words')?.textContent).toContain('请在新标签页付款')
    expect(find('frame-link')?.getAttribute('href')).toBe(PAGE)
  })
})
