import { BaaS, createPayClient, minCloud, type PayClient } from '@baas-pay/sdk'
import type { Session } from './login/session'
import { servers } from './servers'

/** The app at the merchant's server. */
export const clientID = 'demo'

const backend = { clientID, host: servers.merchant, extensions: true } as const

/** Who pays without a login: the shop's customers. */
export const client = createPayClient({ backend: minCloud(backend) })

/** Whoever is logged in pays, and owns the orders. */
export const clientOf = ({ uid, token }: Session): PayClient => createPayClient({ backend: minCloud({ ...backend, token }), user: uid })

// The documented API takes the login token from where MinCloud's own login leaves it.
BaaS.init(clientID, { host: servers.merchant })

/** The virtual phone's page. */
export const phoneHome = `${servers.wallets}/phone`

/** The virtual phone, with a code in front of its camera. It travels behind the #, so that no server log has it. */
export const phoneUrl = (content: string): string => `${phoneHome}#content=${encodeURIComponent(content)}`
