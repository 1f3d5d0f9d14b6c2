import { pageUrl } from '../http/page-url'
import { H5Refusal } from './refusal'

// A URL parser forgives line breaks and backslashes, and the payer's browser or a proxy may read them otherwise.
const FULL_URL = /^https?:\/\/[^\s\\\p{Cc}]+$/iu

/** Where the payer goes from the middle page. */
export interface ReturnAddress {
  /** The page that led here, as far as the browser tells. */
  readonly origin_url: string
  /** Where the shop wants the payer five seconds later; nothing sends the payer back to where they came from. */
  readonly redirect_url: string | null
}

/**
 * Reads both off a request for the middle page. Only pages of `origins`, the merchant's H5 domains, lead here and are led to.
 * @throws {H5Refusal}
 */
export function returnAddress(referer: string | undefined, redirects: readonly string[], origins: readonly string[]): ReturnAddress {
  if (!referer) throw new H5Refusal('no_referer')
  const from = pageUrl(referer, origins)
  if (!from) throw new H5Refusal('domain')
  return { origin_url: from.href, redirect_url: redirectUrl(redirects, origins) }
}

function redirectUrl([text, ...more]: readonly string[], origins: readonly string[]): string | null {
  if (text === undefined) return null
  if (more.length > 0 || !FULL_URL.test(text) || !URL.canParse(text)) throw new H5Refusal('bad_redirect')
  const url = pageUrl(text, origins)
  if (!url) throw new H5Refusal('domain')
  return url.href
}
