/** A page of a stranger's project, served and opened in Chromium. */
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { chromium, type Page } from 'playwright'
import { chromiumLaunchOptions } from '../chromium.mjs'

const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css' }

/** Opens a file of a folder; gives the page, and what its console complained of. */
export async function openPage(dir: string, path: string): Promise<{ page: Page, complaints: string[], close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://stranger.example')
    void readFile(join(dir, pathname)).then((bytes) => response.setHeader('content-type', TYPES[extname(pathname)] ?? 'text/plain').end(bytes), () => response.writeHead(404).end())
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const browser = await chromium.launch(await chromiumLaunchOptions())
  const page = await browser.newPage()
  const complaints: string[] = []
  page.on('console', (message) => { if (['warning', 'error'].includes(message.type())) complaints.push(message.text()) })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/${path}`)
  return {
    page, complaints,
    async close() {
      await browser.close()
      server.closeAllConnections()
      await new Promise((resolve) => { server.close(resolve) })
    },
  }
}
