import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import { html, raw } from 'hono/html'

const STYLE = `
:root { color-scheme: light dark }
body { margin: 0 auto; max-width: 24rem; padding: 20vh 1.5rem 2rem; font: 1rem/1.6 system-ui, sans-serif; text-align: center }
h1 { font-size: 1.25rem; font-weight: 600 }
a { display: block; margin-top: 1rem; border-radius: .5rem; padding: .75rem; background: #8882; color: inherit; text-decoration: none }
a.allow { background: #07843d; color: #fff }
a:focus-visible { outline: 3px solid; outline-offset: 2px }
`

// No script, no form and nobody's frame: a payer's consent is a click on a link of this very page.
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

type Content = ReturnType<typeof html>

/** Asks the payer whether the merchant may see the profile. */
export function consentPage(c: Context, asked: { readonly merchant: string, readonly payer: string, readonly allowUrl: string, readonly refuseUrl: string }): Promise<Response> {
  return send(c, 200, html`<h1>${asked.merchant} 申请获得你的昵称、头像</h1>
<p>当前账号：${asked.payer}</p>
<a class="allow" href="${asked.allowUrl}">允许</a>
<a href="${asked.refuseUrl}">拒绝</a>`)
}

/** Says why a login was turned away. */
export function refusalPage(c: Context, [number, sentence]: readonly [number | null, string]): Promise<Response> {
  return send(c, 400, html`<h1>${sentence}</h1>${number === null ? '' : html`<p>错误码：${number}</p>`}`)
}

async function send(c: Context, status: 200 | 400, content: Content): Promise<Response> {
  const page = await html`<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>微信登录</title>
<style>${raw(STYLE)}</style>
<main>${content}</main>
</html>`
  return c.html(page, status, { 'content-security-policy': POLICY, 'referrer-policy': 'no-referrer' })
}
