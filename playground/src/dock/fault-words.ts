/** A fault of the mock server in the words of this page. */
export interface FaultWords {
  readonly name: string
  readonly what: string
  /** Milliseconds that it is set with, where it takes any. */
  readonly ms?: number
}

/** The mock server's faults, by the name that its `/sandbox/scenario` takes, in the order of the page. */
export const faultGroups: Readonly<Record<string, Readonly<Record<string, FaultWords>>>> = {
  网络与商户: {
    'slow': { name: '商户响应慢', what: '商户过 3 秒才回答页面。', ms: 3000 },
    'offline': { name: '网络断开', what: '页面连不上商户。页面应说网络断了、钱是安全的，并继续查询。' },
    '500s': { name: '商户故障', what: '商户对页面的每个请求都答 500。页面应慢一些再问，什么也不了结。' },
    'create-answer-lost': { name: '下单回音丢失', what: '订单已建好，回答断在路上。页面应找回那张订单，而不是再建一张。' },
    'push-drops': { name: '推送中断', what: '推送连接断开。页面照常查询，只是慢一点。' },
  },
  付款与订单: {
    'refused': { name: '钱包拒付', what: '钱包拒绝付款。二维码仍可以付。' },
    'closes-while-paying': { name: '付款时关单', what: '正输密码，订单关闭了。没有扣款。' },
    'expired': { name: '订单过期', what: '还没付的订单时间到了。页面应再查一次，然后给新的二维码。' },
    'unknown-trade-state': { name: '状态没见过', what: '查单答的是谁也没听过的状态。页面应当作没有回答。' },
    'userpaying': { name: '付款码总要密码', what: '不论金额都要付款人输密码。收银台应等待，不再扣一次。' },
    'systemerror-but-paid': { name: '扣了却报错', what: '付款码已扣款，回答却是 SYSTEMERROR。应查单，绝不再扣。' },
    'bankerror': { name: '银行报错', what: '付款码没有扣款，回答 BANKERROR。应查单，未付就撤销。' },
  },
  付款通知: {
    'loses-notify': { name: '通知丢失', what: '付款通知到不了商户。商户靠查单发现，页面毫无察觉。' },
    'duplicate-notify': { name: '通知重复', what: '每个通知来两次。商户只入账一次。' },
    'notify-before-answer': { name: '通知先到', what: '手机还没收到结果，通知已到商户。' },
    'reordered-notifies': { name: '通知乱序', what: '付款通知晚于退款通知。商户不让旧的盖掉新的。' },
    'tampered-amount': { name: '金额不符', what: '通知里少了一分钱，签名却对。商户拒收并查单。' },
    'bad-signature': { name: '签名错误', what: '通知是用别的密钥签的。商户拒收并查单。' },
  },
}

const all = new Map(Object.values(faultGroups).flatMap((group) => Object.entries(group)))

/** A fault's words; one that this page does not know yet goes by its own name. */
export const wordsOf = (name: string): FaultWords => all.get(name) ?? { name, what: '' }
