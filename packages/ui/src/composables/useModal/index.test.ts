import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { defineComponent, h, useTemplateRef } from 'vue'
import { useModal } from '.'

const onDismiss = vi.fn()

/** A browser without <dialog> gets a division. */
const Plain = defineComponent(() => {
  const root = useTemplateRef<HTMLElement>('root')
  const listeners = useModal(root, onDismiss)
  return () => h('div', { ref: 'root', tabindex: -1, id: 'modal', ...listeners }, [h('p', ['text']), h('button', { id: 'first' }), h('button', { id: 'last' })])
})

const focused = () => document.activeElement?.id
const key = (name: string, init: KeyboardEventInit = {}) => document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true, ...init }))
const byId = (id: string) => document.querySelector<HTMLElement>(`#${id}`)

async function open() {
  document.body.innerHTML = '<button id="opener"></button>'
  byId('opener')?.focus()
  const wrapper = mount(Plain, { attachTo: document.body })
  await vi.dynamicImportSettled()
  return wrapper
}

beforeEach(() => {
  onDismiss.mockClear()
  // happy-dom lays nothing out.
  vi.spyOn(HTMLElement.prototype, 'getClientRects').mockReturnValue([{}] as unknown as DOMRectList)
})
afterEach(() => vi.restoreAllMocks())

it('takes focus in, keeps it in, and gives it back', async () => {
  const wrapper = await open()
  expect(focused()).toBe('modal')
  key('Tab')
  expect(focused()).toBe('first')
  key('Tab', { shiftKey: true })
  expect(focused()).toBe('last')
  key('Tab')
  expect(focused()).toBe('first')
  byId('opener')?.focus()
  expect(focused()).toBe('modal')
  wrapper.unmount()
  expect(focused()).toBe('opener')
})

it('dismisses on ESC, but not on one that somebody inside has used', async () => {
  await open()
  key('Escape')
  expect(onDismiss).toHaveBeenCalledTimes(1)
  byId('first')?.addEventListener('keydown', (event) => event.preventDefault())
  byId('first')?.focus()
  key('Escape')
  expect(onDismiss).toHaveBeenCalledTimes(1)
})

it('dismisses on a press outside, but not on a drag from inside', async () => {
  await open()
  const root = byId('modal')
  const press = (on: Element | null | undefined, type: string) => on?.dispatchEvent(new MouseEvent(type, { bubbles: true }))
  press(root?.querySelector('p'), 'pointerdown')
  press(root, 'click')
  expect(onDismiss).not.toHaveBeenCalled()
  press(root, 'pointerdown')
  press(root, 'click')
  expect(onDismiss).toHaveBeenCalledTimes(1)
})
