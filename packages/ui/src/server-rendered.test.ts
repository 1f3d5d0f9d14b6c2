// @vitest-environment node
import { expect, it, onTestFinished, vi } from 'vitest'
import { definePayElements } from './elements'
import { renderScene } from './test/render-scene'
import { serverScenes } from './test/server-scenes'

it.each(Object.entries(serverScenes))('%s is rendered where there is no document, asks nobody and warns of nothing', async (name, { shows }) => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  onTestFinished(() => warn.mockRestore())
  const { html, calls, hasDocument } = await renderScene(name)
  await vi.dynamicImportSettled()
  expect(hasDocument).toBe(false)
  expect(html).toContain(shows)
  expect(calls).toEqual([])
  expect(warn).not.toHaveBeenCalled()
})

it('the elements are defined in browsers alone', () => {
  expect(() => definePayElements()).not.toThrow()
})
