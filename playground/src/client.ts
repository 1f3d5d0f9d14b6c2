import { createPayClient, minCloud } from '@baas-pay/sdk'

/** Where `npm start` put the two servers. */
export const merchantOrigin: string = import.meta.env.VITE_MERCHANT_ORIGIN ?? 'http://127.0.0.1:8787'
export const walletsOrigin: string = import.meta.env.VITE_WALLETS_ORIGIN ?? 'http://127.0.0.1:8788'

export const client = createPayClient({ backend: minCloud({ clientID: 'demo', host: merchantOrigin, extensions: true }) })

/** The virtual phone, with a code in front of its camera. It travels behind the #, so that no server log has it. */
export const phoneUrl = (content: string): string => `${walletsOrigin}/phone#content=${encodeURIComponent(content)}`
