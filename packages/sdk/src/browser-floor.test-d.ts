/** The browser floor is ES2020 and its web API: what came later must not compile in what ships. */
import { describe, it } from 'vitest'

describe('the browser floor', () => {
  it('has no ES2021 and later', () => {
    // @ts-expect-error String.prototype.replaceAll is ES2021
    'a'.replaceAll('a', 'b')
    // @ts-expect-error Promise.any is ES2021
    void Promise.any([])
    // @ts-expect-error Array.prototype.at is ES2022
    ;[1].at(-1)
    // @ts-expect-error Object.hasOwn is ES2022
    Object.hasOwn({}, 'a')
    // @ts-expect-error Array.prototype.toSorted is ES2023
    ;[1].toSorted((a, b) => a - b)
    // @ts-expect-error Promise.withResolvers is ES2024
    Promise.withResolvers()
  })
})
