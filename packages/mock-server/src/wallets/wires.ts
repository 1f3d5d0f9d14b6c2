import type { Hono } from 'hono'
import { alipayRoutes } from './alipay/routes'
import { paypalRoutes } from './paypal/routes'
import { qqRoutes } from './qq/routes'
import type { Wallets } from './wallets'
import { wechatV2Routes } from './wechat-v2/routes'
import { wechatV3Routes } from './wechat-v3/routes'

/** The routes of every wire that merchants talk to the wallets in. Each limits its own requests' size, and says so in its own words. */
export const WIRES: readonly ((wallets: Wallets) => Hono)[] = [wechatV2Routes, wechatV3Routes, qqRoutes, alipayRoutes, paypalRoutes]
