import { renderToString } from 'vue/server-renderer'
import { appOf } from './server-scenes'

/** What a server sends. */
export interface RenderedScene {
  readonly html: string
  /** What the backend was asked meanwhile. */
  readonly calls: readonly string[]
  readonly hasDocument: boolean
}

/** Renders a scene as a server does. */
export async function renderScene(name: string): Promise<RenderedScene> {
  const calls: string[] = []
  const html = await renderToString(appOf(name, calls))
  return { html, calls, hasDocument: typeof document !== 'undefined' }
}
