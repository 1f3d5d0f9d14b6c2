import type { ResultsMessages } from './messages-till'

/** 繁體中文, the cashier's last results. */
export const zhTWResults: ResultsMessages = {
  title: '最近收款',
  empty: { hint: '還沒有收款', help: '每收一筆，結果都會留在這裡。' },
  outcomes: {
    checking: { title: '正在查詢', text: '正在向伺服器核對這一筆。' },
    open: { title: '等待付款', text: '顧客在手機上付完，這裡會自動更新。' },
    paid: { title: '已收款', text: '錢已收到。' },
    refused: { title: '沒有收成', text: '沒有扣款。' },
    reversed: { title: '已撤銷', text: '沒有收到錢，已扣的會退回。' },
    unknown: { title: '結果未知', text: '請勿重複收款。正在自動核對，錢不會遺失。' },
  },
  late: '剛剛才查到，不用再收',
  second: '同一筆收了兩次，請退一筆',
  refund: { partial: '已退回一部分', complete: '已全額退回' },
  ask: '查一下',
  asking: '正在查…',
  answers: { open: (time) => `${time} 查過：顧客還沒有付`, unknown: (time) => `${time} 查過：還沒有結果，請先不要再收` },
  clear: '清空',
}
