import { describe, expect, test } from 'vitest'
import { signJsConfig } from './js-config-sign'

// WeChat's published example.
const params = {
  jsapi_ticket: 'sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg',
  noncestr: 'Wm3WZYTPz0wzccnW',
  timestamp: 1414587457,
  url: 'http://mp.weixin.qq.com?params=value',
}
const SIGNATURE = '0f9de62fce790f9a083d5c99e95740ceb90c27ed'

describe('the signature of wx.config', () => {
  test('is the published one', () => {
    expect(signJsConfig(params)).toBe(SIGNATURE)
    expect(signJsConfig({ ...params, timestamp: '1414587457' })).toBe(SIGNATURE)
  })

  test('is over the address without its fragment', () => {
    expect(signJsConfig({ ...params, url: `${params.url}#/pay?x=1#2` })).toBe(SIGNATURE)
  })

  test.each([{ jsapi_ticket: 'x' }, { noncestr: 'wm3WZYTPz0wzccnW' }, { timestamp: 1414587458 }, { url: 'http://mp.weixin.qq.com/?params=value' }])('is another one with %o', (change) => {
    expect(signJsConfig({ ...params, ...change })).not.toBe(SIGNATURE)
  })
})
