import { priceOf } from '../catalogue'

const recordID = 'ten-seconds'

/** The one article that is for sale here: a row of the merchant's Article table. */
export const article = {
  schemaID: 1024,
  recordID,
  title: '一个二维码的十秒钟',
  author: '收银台笔记',
  minutes: 4,
  priceFen: priceOf(recordID),
  /** What everybody may read. */
  opening: [
    '顾客拿起手机，对准屏幕，到听见“滴”的一声，通常不到十秒。这十秒里，页面不知道任何事：它不知道有没有人在扫，不知道密码输对了没有，也不知道钱走到了哪里。它只有一个订单号，和一台可以去问的服务器。',
    '好的付款页，功夫全在这十秒里。它要在不知道的时候说不知道，在知道的时候立刻说，并且永远不把猜测当成结果。',
  ],
} as const
