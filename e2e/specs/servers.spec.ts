import { expect, test } from '../fixtures/test'

test('both wings of the mock server answer', async ({ origins }) => {
  for (const origin of [origins.merchant, origins.wallets]) {
    const response = await fetch(`${origin}/healthz`)
    expect(response.status).toBe(200)
  }
})

test('the playground serves its page at any path', async ({ driver }) => {
  await driver.goto('/shop')
  expect(await driver.eval(() => document.documentElement.lang)).toBe('zh-CN')
})
