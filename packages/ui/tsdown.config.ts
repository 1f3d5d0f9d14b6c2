import { writeFile } from 'node:fs/promises'
import { defineConfig, type UserConfig } from 'tsdown'
import vue from 'unplugin-vue/rolldown'

// What is hoisted out of a render function costs bytes, and gains a dialog nothing that anybody could see.
const plugins = [vue({ isProduction: true, template: { compilerOptions: { hoistStatic: false, cacheHandlers: false } } })]
/** The oldest browsers that a stylesheet is written for. */
const browsers = ['chrome80', 'safari14']

/** A stylesheet that a page imports by its name. */
const sheet = (name: string, source: string): UserConfig => ({
  entry: { [name]: source },
  css: { splitting: false, fileName: `${name}.css` },
  dts: false,
  clean: false,
  target: browsers,
  format: 'esm',
  // TypeScript 6 refuses the import of a stylesheet that has no types.
  onSuccess: () => writeFile(`dist/${name}.css.d.ts`, 'export {}\n'),
})

export default defineConfig([
  {
    // One module per source module: a page that imports one component pays for that one alone.
    entry: ['src/index.ts', 'src/pinia/index.ts', 'src/locales/zh-CN.ts', 'src/locales/zh-TW.ts', 'src/locales/en.ts', 'src/elements/index.ts'],
    unbundle: true,
    format: 'esm',
    platform: 'neutral',
    target: 'es2020',
    plugins,
    css: { target: browsers },
    dts: { vue: true, sourcemap: true },
    sourcemap: true,
    fixedExtension: false,
  },
  sheet('style', 'src/styles/index.css'),
  sheet('kiosk', 'src/styles/kiosk.css'),
  {
    // The script tag's build: one file with Vue, the sdk and the styles inside, which sets window.BaaSPay by itself.
    name: 'script',
    entry: { elements: 'src/elements/script.ts' },
    format: 'iife',
    platform: 'browser',
    target: 'es2020',
    plugins,
    css: { target: browsers },
    define: { 'process.env.NODE_ENV': '"production"', __VUE_OPTIONS_API__: 'false', __VUE_PROD_DEVTOOLS__: 'false', __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false' },
    minify: true,
    dts: false,
    sourcemap: true,
    clean: false,
    deps: { alwaysBundle: [/.*/], onlyBundle: false },
  },
])
