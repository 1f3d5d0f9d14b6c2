import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { gateways, gatewayTypes, HError } from '../src/index'

const DOORS: Readonly<Record<string, string>> = { '@baas-pay/sdk': '../src/index', '@baas-pay/sdk/axios': '../src/axios', '@baas-pay/sdk/walnut': '../src/walnut' }
const PAGES = ['../README.md', '../../../docs/wechat-jsapi.md', '../../../docs/own-backend.md']

const read = (page: string) => readFileSync(new URL(page, import.meta.url), 'utf8')
const samples = (text: string) => [...text.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = '']) => code)

describe.each(PAGES)('%s', (page) => {
  const text = read(page)

  it('imports only what the doors have', async () => {
    const wanted = samples(text).flatMap((code) => [...code.matchAll(/import \{([^}]+)\} from '(@baas-pay[^']*)'/g)])
    expect(wanted.length).toBeGreaterThan(0)
    for (const [, names = '', from = ''] of wanted) {
      const values = names.split(',').map((name) => name.trim()).filter((name) => !name.startsWith('type '))
      expect(Object.keys((await import(DOORS[from] ?? from)) as object)).toEqual(expect.arrayContaining(values))
    }
  })

  it('names no gateway that does not exist', () => {
    const named = [...text.matchAll(/`((?:weixin_tenpay|alipay|qpay)_\w+)`/g)].map(([, name = '']) => name)
    expect(named.filter((name) => !(name in gateways))).toEqual([])
  })
})

describe('the README of the package', () => {
  const text = read('../README.md')

  it('names every documented gateway, and the commands that there are', () => {
    for (const type of gatewayTypes.filter((one) => gateways[one].documented)) expect(text).toContain(`\`${type}\``)
    const { scripts } = JSON.parse(read('../package.json')) as { scripts: object }
    const commands = [...text.matchAll(/@baas-pay\/sdk run ([\w:]+)/g)].map(([, name = '']) => name)
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(commands))
  })

  it('explains every code that has a text of its own', () => {
    const explained = [...text.matchAll(/^\| (6\d\d) \|/gm)].map(([, code]) => Number(code))
    const withText = Array.from({ length: 18 }, (_, index) => 600 + index).filter((code) => !new HError(code).message.endsWith('unknown error'))
    expect(explained).toEqual(withText)
  })
})
