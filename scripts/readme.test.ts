import { readFileSync } from 'node:fs'
import { compileScript, compileTemplate, parse } from 'vue/compiler-sfc'
import { describe, expect, it } from 'vitest'

const doors: Readonly<Record<string, string>> = {
  '@baas-pay/sdk': '../packages/sdk/src/index.ts',
  '@baas-pay/ui': '../packages/ui/src/index.ts',
  vue: 'vue',
}

const read = (file: string) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')
const blocks = (text: string, language: string) => [...text.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, code = '']) => code)
const imports = (code: string) => [...code.matchAll(/import \{([^}]+)\} from '([^']+)'/g)].map(([, names = '', from = '']) => ({ names: names.split(',').map((name) => name.trim()), from }))

describe.each(['README.md', 'README.zh-CN.md'])('%s', (file) => {
  const text = read(file)

  it('has a Vue sample that compiles', () => {
    const [sample = ''] = blocks(text, 'vue')
    const { descriptor, errors } = parse(sample, { filename: 'Sample.vue' })
    expect(errors).toEqual([])
    expect(compileScript(descriptor, { id: 'sample' }).content).toContain('weixin_tenpay_native')
    expect(compileTemplate({ source: descriptor.template?.content ?? '', filename: 'Sample.vue', id: 'sample' }).errors).toEqual([])
  })

  it('imports only what the doors have', async () => {
    const wanted = [...blocks(text, 'vue'), ...blocks(text, 'ts')].flatMap(imports)
    expect(wanted.length).toBeGreaterThan(3)
    for (const { names, from } of wanted) {
      const door = (await import(doors[from] ?? from)) as object
      expect(Object.keys(door)).toEqual(expect.arrayContaining(names))
    }
  })

  it('names the commands that package.json has', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    for (const name of ['start', 'test']) {
      expect(text).toContain(`npm ${name}`)
      expect(scripts).toHaveProperty(name)
    }
  })
})
