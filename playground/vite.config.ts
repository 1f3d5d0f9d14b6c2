import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

// Served while developing, the packages come from their sources; built, from their dist, which is what ships.
export default defineConfig(({ command, isPreview }) => ({
  base: process.env.PLAYGROUND_BASE ?? '/',
  plugins: [vue()],
  resolve: { conditions: [...(command === 'serve' && !isPreview ? ['@baas-pay/source'] : []), 'module', 'browser', 'development|production'] },
  build: { target: 'es2020', sourcemap: true },
  server: { host: '127.0.0.1', port: 5173, strictPort: true },
  preview: { host: '127.0.0.1', port: 5173, strictPort: true },
}))
