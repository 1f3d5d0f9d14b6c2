import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'
import { siteLink } from '../docs/.vitepress/links'

const path = (file: string) => fileURLToPath(new URL(`../${file}`, import.meta.url))
const read = (file: string) => readFileSync(path(file), 'utf8')
const markdown = (dir: string) => readdirSync(path(dir)).filter((name) => name.endsWith('.md')).map((name) => `${dir}/${name}`)

const PAGES = [...markdown('docs'), ...markdown('docs/zh')]
const TEXTS = [...PAGES, 'README.md', 'README.zh-CN.md', 'CONTRIBUTING.md', ...['sdk', 'ui', 'mock-server'].map((name) => `packages/${name}/README.md`)]
const samplesOf = (file: string) => [...read(file).matchAll(/```(ts|vue)\n([\s\S]*?)```/g)].map(([, language = '', code = '']) => ({ language, code }))

/** Below the playground, which has what the samples import: vue-router, pinia, WeChat's JS-SDK. */
function folder(): string {
  const cache = path('playground/node_modules/.cache')
  mkdirSync(cache, { recursive: true })
  const dir = mkdtempSync(`${cache}/docs-`)
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

describe('the docs', () => {
  it('have samples that compile against the packages', async () => {
    const dir = folder()
    let count = 0
    for (const page of PAGES) {
      for (const { language, code } of samplesOf(page)) writeFileSync(`${dir}/${page.replace(/\W+/g, '-')}-${(count += 1)}.${language}`, code)
    }
    expect(count).toBeGreaterThan(20)
    copyFileSync(path('docs/samples/shop.ts'), `${dir}/shop.ts`)
    copyFileSync(path('packages/sdk/examples/own-backend.ts'), `${dir}/own-backend.ts`)
    const compilerOptions = { target: 'ES2022', noEmit: true, noUnusedLocals: false }
    writeFileSync(`${dir}/tsconfig.json`, JSON.stringify({ extends: path('playground/tsconfig.json'), compilerOptions, include: ['./*', path('packages/ui/src/**/*.d.ts'), path('playground/src/env.d.ts')], exclude: [] }))
    const { stdout } = await promisify(execFile)(process.execPath, [path('playground/node_modules/vue-tsc/bin/vue-tsc.js'), '-p', dir]).catch((error: { stdout: string }) => error)
    expect(stdout).toBe('')
  }, 180_000)

  it.each(TEXTS)('%s links to files that exist', (page) => {
    const links = [...read(page).matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, link = '']) => link)
    expect(links.filter((link) => !existsSync(new URL(link, new URL(`../${page}`, import.meta.url))))).toEqual([])
  })

  it('have npx run programs by the names of packages that are ours or well known, and none that anybody could claim', () => {
    const named = TEXTS.flatMap((file) => [...read(file).matchAll(/npx (?:--yes )?([@a-z][\w@/.-]*)/g)].map(([, name]) => name))
    expect(named.length).toBeGreaterThan(5)
    expect(named.filter((name = '') => !['pnpm', 'playwright', '@baas-pay/mock-server'].includes(name))).toEqual([])
  })

  it('have the flows and the start in both languages', () => {
    const flows = ['index', 'start', 'qr', 'wechat-jsapi', 'coming-back', 'kiosk']
    expect(PAGES).toEqual(expect.arrayContaining(flows.flatMap((name) => [`docs/${name}.md`, `docs/zh/${name}.md`])))
  })

  it.each([
    ['own-backend.md', './own-backend'],
    ['./zh/start.md#1', './zh/start#1'],
    ['../qr.md', '/qr'],
    ['../README.md', undefined],
    ['../../docs/own-backend.md', '/own-backend'],
    ['../packages/sdk/README.md', '/sdk'],
    ['../../packages/ui/README.md#theming', '/ui#theming'],
    ['../sdk/README.md', '/sdk'],
    ['../mock-server/README.md#walnut', '/mock-server#walnut'],
    ['#here', '#here'],
    ['https://example.com/a.md', 'https://example.com/a.md'],
    ['../packages/sdk/examples/own-backend.ts', undefined],
    ['src/parts.ts', undefined],
  ])('on the site %s leads to %s', (href, to) => {
    expect(siteLink(href)).toBe(to)
  })
})

describe('docs/errors.md', async () => {
  // By a name that the compiler does not follow: the SDK is a browser's, and these checks are Node's.
  const door = (name: string) => import(`../packages/sdk/src/${name}.ts`) as Promise<unknown>
  const { HError } = (await door('index')) as { HError: new (code: number) => Error }
  const { walnutErrCodes } = (await door('walnut')) as { walnutErrCodes: readonly string[] }
  const rows = [...read('docs/errors.md').matchAll(/^\| ([^|]+) \|/gm)].map(([, first = '']) => first)

  it('explains every code that has a text of its own', () => {
    const withText = Array.from({ length: 18 }, (_, index) => 600 + index).filter((code) => !new HError(code).message.endsWith('unknown error'))
    expect(rows.filter((row) => /^6\d\d$/.test(row)).map(Number)).toEqual(withText)
  })

  it("explains every errCode of Walnut's, each once", () => {
    const named = rows.flatMap((row) => [...row.matchAll(/`(e\.[\w.]+)`/g)].map(([, code = '']) => code))
    expect(named.sort()).toEqual([...walnutErrCodes].sort())
  })
})

describe('docs/contract.md', () => {
  const require = createRequire(path('packages/mock-server/package.json'))
  const { parse } = require('yaml') as { parse: (text: string) => unknown }
  const document = parse(read('packages/mock-server/openapi.yaml')) as { paths: Record<string, Record<string, { operationId?: string }>> }
  const page = read('docs/contract.md')

  it('names every operation of the contract, by its method and path', () => {
    const operations = Object.entries(document.paths).flatMap(([route, methods]) => Object.entries(methods).flatMap(([method, { operationId }]) => (operationId ? [`\`${operationId}\` | \`${method.toUpperCase()} ${route}\``] : [])))
    const rows = [...page.matchAll(/^\| (`\w+` \| `[A-Z]+ [^`]+`) \|/gm)].map(([, row]) => row)
    expect(new Set(rows)).toEqual(new Set(operations))
  })

  it('shows bodies that are as the contract has them', () => {
    type Ajv = { addSchema: (schema: object, key: string) => Ajv, validate: (schema: object, body: unknown) => boolean, errors?: unknown }
    const { Ajv2020 } = require('ajv/dist/2020.js') as { Ajv2020: new (options: object) => Ajv }
    // The document is no schema by itself: words of OpenAPI's own are among those of JSON Schema.
    const ajv = new Ajv2020({ strict: false, validateSchema: false, validateFormats: false }).addSchema(document, 'openapi')
    const [, http = ''] = /```http\n([\s\S]*?)```/.exec(page) ?? []
    const bodies = http.split(/\n(?=\{)/).slice(1).map((text) => JSON.parse(text.split('\n\n')[0] ?? '') as unknown)
    const problems = ['CreateOrder', 'CreatedOrder', 'OrderList', 'Refusal'].map((name, index) => (ajv.validate({ $ref: `openapi#/components/schemas/${name}` }, bodies[index]) ? 'fits' : ajv.errors))
    expect([bodies.length, problems]).toEqual([4, ['fits', 'fits', 'fits', 'fits']])
  })
})

describe('the API reference', () => {
  const doors = read('docs/doors/ui.ts')
  const said = new Map([...doors.matchAll(/\/\*\* (.*) \*\/\nexport \{ (\w+) \}/g)].map(([, text = '', name = '']) => [name, text]))
  const components = [...read('packages/ui/src/index.ts').matchAll(/export \{ ((?:Pay|Scan)\w+)[^}]*\} from '.\/components/g)].map(([, name = '']) => name)

  it('says what every component is, which a .vue file has no place for', () => {
    expect(components.length).toBeGreaterThan(10)
    expect([...said.keys()].sort()).toEqual(components.sort())
  })

  it.each(components)('names every prop and event of <%s>', (name) => {
    const source = read(`packages/ui/src/components/${name}/${name}.vue`)
    const blocks = [...source.matchAll(/define(?:Props|Emits)<\{\n([\s\S]*?)\n\}>/g)].map(([, block]) => block).join('\n')
    const named = [...blocks.matchAll(/^ {2}'?([\w-]+)'?\??:/gm), ...source.matchAll(/define(?:Props|Emits|Slots)<(\w+)>/g)].map(([, one = '']) => one)
    expect(named.length).toBeGreaterThan(0)
    expect(named.filter((one) => !said.get(name)?.includes(one))).toEqual([])
  })
})

describe.each(['docs/theming.md', 'playground/src/styles/dresses.css'])('%s', (file) => {
  it('themes by variables that the stylesheet reads, and by nothing else', () => {
    const tokens = read('packages/ui/src/styles/tokens.css')
    const styles = file.endsWith('.css') ? read(file) : [...read(file).matchAll(/```css\n([\s\S]*?)```/g)].map(([, code]) => code).join('')
    const named = [...styles.replace(/\/\*[\s\S]*?\*\//g, '').matchAll(/([\w-]+): [^;{}]+;/g)].map(([, name = '']) => name)
    expect(named.length).toBeGreaterThan(5)
    expect(named.filter((name) => !tokens.includes(`var(${name},`))).toEqual([])
  })
})
