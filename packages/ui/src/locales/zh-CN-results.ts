import type { ResultsMessages } from './messages-till'

/** 简体中文, the cashier's last results. */
export const zhCNResults: ResultsMessages = {
  title: '最近收款',
  empty: { hint: '还没有收款', help: '每收一笔，结果都会留在这里。' },
  outcomes: {
    checking: { title: '正在查询', text: '正在向服务器核对这一笔。' },
    open: { title: '等待付款', text: '顾客在手机上付完，这里会自动更新。' },
    paid: { title: '已收款', text: '钱已收到。' },
    refused: { title: '没有收成', text: '没有扣款。' },
    reversed: { title: '已撤销', text: '没有收到钱，已扣的会退回。' },
    unknown: { title: '结果未知', text: '请勿重复收款。正在自动核对，钱不会丢失。' },
  },
  late: '刚刚才查到，不用再收',
  second: '同一笔收了两次，请退一笔',
  refund: { partial: '已退回一部分', complete: '已全额退回' },
  ask: '查一下',
  asking: '正在查…',
  answers: { open: (time) => `${time} 查过：顾客还没有付`, unknown: (time) => `${time} 查过：还没有结果，请先不要再收` },
  clear: '清空',
}
