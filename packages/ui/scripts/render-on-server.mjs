// For tests in a browser: what Node makes of the pages of `src/test/server-scenes.ts`, from the sources.
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { createServer } from 'vite'

const conditions = ['@baas-pay/source', 'module', 'node', 'development|production']

async function renderAll() {
  const vite = await createServer({
    configFile: false, root: fileURLToPath(new URL('..', import.meta.url)), appType: 'custom', logLevel: 'error', plugins: [vue()],
    server: { middlewareMode: true, hmr: false, ws: false, watch: null }, optimizeDeps: { noDiscovery: true },
    resolve: { conditions }, ssr: { resolve: { conditions } },
  })
  try {
    const { serverScenes } = await vite.ssrLoadModule('/src/test/server-scenes.ts')
    const { renderScene } = await vite.ssrLoadModule('/src/test/render-scene.ts')
    return Object.fromEntries(await Promise.all(Object.keys(serverScenes).map(async (name) => [name, await renderScene(name)])))
  } finally {
    await vite.close()
  }
}

let all

/** Renders a scene in Node. */
export async function renderOnServer(_context, name) {
  all ??= renderAll()
  return (await all)[name]
}
