import { priceOf } from '../catalogue'

const recordID = 'canteen-lunch'

/** What is sold inside WeChat. */
export const lunch = { schemaID: 2048, recordID, name: '食堂午间套餐', note: '番茄牛腩、时蔬、米饭，一号窗口取餐', priceFen: priceOf(recordID) } as const
