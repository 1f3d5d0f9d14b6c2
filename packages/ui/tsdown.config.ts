import { writeFile } from 'node:fs/promises'
import { defineConfig } from 'tsdown'
import vue from 'unplugin-vue/rolldown'

export default defineConfig([
  {
    // One module per source module: a page that imports one component pays for that one alone.
    entry: ['src/index.ts', 'src/pinia/index.ts', 'src/locales/zh-CN.ts', 'src/locales/zh-TW.ts', 'src/locales/en.ts'],
    unbundle: true,
    format: 'esm',
    platform: 'neutral',
    target: 'es2020',
    // What is hoisted out of a render function costs bytes, and gains a dialog nothing that anybody could see.
    plugins: [vue({ isProduction: true, template: { compilerOptions: { hoistStatic: false, cacheHandlers: false } } })],
    dts: { vue: true, sourcemap: true },
    sourcemap: true,
    fixedExtension: false,
  },
  {
    entry: { style: 'src/styles/index.css' },
    css: { splitting: false, fileName: 'style.css' },
    dts: false,
    clean: false,
    target: ['chrome80', 'safari14'],
    format: 'esm',
    // TypeScript 6 refuses the import of a stylesheet that has no types.
    onSuccess: () => writeFile('dist/style.css.d.ts', 'export {}\n'),
  },
])
