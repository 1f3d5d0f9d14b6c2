import { createHmac } from 'node:crypto'

/** Where the middle page is, in production at wx.tenpay.com and here at the wallets' own address. */
export const MWEB_PATH = '/cgi-bin/mmpayweb-bin/checkmweb'

/** The `mweb_url` of an MWEB order's prepay. A page appends `&redirect_url=` to it, percent-encoded. */
export function mwebUrlOf(prepayId: string, { origin, key }: { readonly origin: string, readonly key: string }): string {
  return `${origin}${MWEB_PATH}?prepay_id=${prepayId}&package=${mwebPackageOf(prepayId, key)}`
}

/** The ten digits of `package`. They sign the `prepay_id`, so that nobody opens the cashier of another's order by its number. */
export function mwebPackageOf(prepayId: string, key: string): string {
  const digest = createHmac('sha256', key).update(`mweb:${prepayId}`).digest()
  return String(digest.readUIntBE(0, 6) % 10_000_000_000).padStart(10, '0')
}
