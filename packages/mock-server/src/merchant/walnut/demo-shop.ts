import type { WalnutOptions } from './settings'

/** What a mock server sells where nobody says otherwise: a few prices to try the ways of paying with. */
export const DEMO_SHOP: WalnutOptions = {
  products: {
    'goods-a': { title: '商品A', priceFen: 19_900 },
    'goods-b': { title: '商品B', priceFen: 9_900, freightFen: 1_000 },
    'goods-c': { title: '商品C', priceFen: 10 },
    'trial': { title: '免费试用', priceFen: 0 },
  },
  targets: { 'demo': {}, 'demo-frame': { zfbQrcode: 'IFRAME' } },
}
