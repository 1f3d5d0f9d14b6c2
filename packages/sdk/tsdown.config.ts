import { defineConfig } from 'tsdown'

export default defineConfig([
  {
    entry: ['src/index.ts', 'src/axios.ts', 'src/walnut.ts', 'src/scan.ts'],
    format: ['esm', 'cjs'],
    platform: 'neutral',
    target: 'es2020',
    dts: { sourcemap: true },
    sourcemap: true,
    fixedExtension: false,
    // A file for each module: of one file a shop's bundler keeps whatever might have an effect, half as much again.
    unbundle: true,
  },
  {
    // The script tag's build: one file with axios inside, which sets window.BaaS by itself.
    entry: { 'baas-pay': 'src/script.ts' },
    format: ['iife'],
    platform: 'browser',
    target: 'es2020',
    minify: true,
    dts: false,
    sourcemap: true,
    clean: false,
    deps: { alwaysBundle: [/.*/], onlyBundle: false },
  },
])
