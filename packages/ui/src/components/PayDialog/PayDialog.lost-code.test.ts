import { expect, it, vi } from 'vitest'
import { has, part, press, showDialog } from '../../test/screen'
import { openShop } from '../../test/shop'

/** Whether the code that draws codes comes. */
let isLost = true

vi.mock('../../load-chunk', () => ({
  loadChunk: async <Module, Wanted>(load: () => Promise<Module>, take: (module: Module) => Wanted) => {
    if (isLost && String(load).includes('encoder')) throw new TypeError('Failed to fetch dynamically imported module')
    return take(await load())
  },
}))

it('a code that could not be drawn is drawn again by 重试, and focus is never nowhere', async () => {
  await showDialog(openShop())
  part('qrcode-reload').focus()
  await press('qrcode-reload')
  expect([has('enlarge'), document.activeElement]).toEqual([false, part('qrcode-reload')])
  isLost = false
  await press('qrcode-reload')
  expect([has('qrcode-reload'), has('enlarge'), document.activeElement]).toEqual([false, true, part('check')])
})
