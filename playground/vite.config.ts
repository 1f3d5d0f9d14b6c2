import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig, type Plugin } from 'vite'
import { plainPage } from './plain-page.mjs'

/** Hosts of static pages answer an address that is no file with 404.html: here the router knows it. */
const anyAddress: Plugin = {
  name: 'any-address',
  apply: 'build',
  writeBundle: ({ dir = 'dist' }) => copyFile(join(dir, 'index.html'), join(dir, '404.html')),
}

// Served while developing, the packages come from their sources; built, from their dist, which is what ships.
export default defineConfig(({ command, isPreview }) => ({
  base: process.env.PLAYGROUND_BASE ?? '/',
  plugins: [vue(), anyAddress, plainPage],
  resolve: { conditions: [...(command === 'serve' && !isPreview ? ['@baas-pay/source'] : []), 'module', 'browser', 'development|production'] },
  build: { target: 'es2020', sourcemap: true, rolldownOptions: { input: ['index.html', 'plain.html'] } },
  server: { host: '127.0.0.1', port: 5173, strictPort: true },
  preview: { host: '127.0.0.1', port: 5173, strictPort: true },
}))
