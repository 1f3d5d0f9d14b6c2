import { renderSVG } from 'uqr'

/** The headers of the page: nothing runs in it, and pages of the shop alone may frame it. */
export const frameHeaders = (origins: readonly string[]): Record<string, string> => ({
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': ["default-src 'none'", "base-uri 'none'", "form-action 'none'", `frame-ancestors ${origins.length > 0 ? origins.join(' ') : "'none'"}`].join('; '),
  'referrer-policy': 'no-referrer',
})

/** A page that shows one QR, for a target whose answers are IFRAME; or the sentence that there is nothing to scan any more. */
export function framePage(codeUrl: string | undefined): string {
  const shown = codeUrl === undefined ? '<p>二维码已失效</p>' : renderSVG(codeUrl, { border: 2, pixelSize: 8 })
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>扫码支付</title><body>${shown}</body></html>`
}
