/** Which of the four who take part in a payment a fault befalls, in the order of the screen. */
export const GROUPS = { network: '网络与商户', payer: '付款与查单', order: '订单', notify: '付款通知' }

/**
 * Every fault in the words of the screen: its name, what goes wrong, and what a client must do. A `choice` is what can be set of
 * it. One that `isEarly` strikes as an order is made, when nobody can have named the order yet.
 */
export const FAULT_WORDS = {
  'offline': {
    group: 'network', name: '网络断开', what: '页面连不上商户，请求没有回音', client: '说明网络断了、钱是安全的，并继续查询。',
    choice: { field: 'seconds', label: '持续', options: [[10, '10 秒'], [30, '30 秒'], [120, '2 分钟'], [undefined, '直到关闭']] },
  },
  'slow': {
    group: 'network', name: '商户响应慢', what: '商户过一会儿才回答页面', client: '在自己的时限内等回答，并让人看到正在处理。',
    choice: { field: 'ms', label: '延迟', options: [[3000, '3 秒'], [1000, '1 秒'], [10_000, '10 秒'], [30_000, '30 秒']] },
  },
  '500s': { group: 'network', name: '商户故障', what: '页面的每个请求，商户都答 500', client: '什么都不要了结；放慢一些，再问。' },
  'create-answer-lost': { group: 'network', name: '下单回音丢失', what: '订单已建好，回答却在路上断了', client: '凭 client_token 找回那张订单，绝不再建一张。', isEarly: true },
  'push-drops': { group: 'network', name: '推送中断', what: '推送的连接断开，提醒丢失', client: '照常查询：推送只是让它更快。' },
  'refused': { group: 'payer', name: '钱包拒付', what: '钱包拒绝付款人的每一次付款', client: '用平实的话说明；二维码仍可付，付款码要换一个新的。' },
  'userpaying': { group: 'payer', name: '总要密码', what: '付款码不论金额都要付款人输密码', client: '告诉收银员并等待，绝不再扣一次。', isEarly: true },
  'systemerror-but-paid': { group: 'payer', name: '扣了却报错', what: '付款码已扣款，回答是 SYSTEMERROR', client: '用 orderquery 查单，绝不再扣一次。', isEarly: true },
  'bankerror': { group: 'payer', name: '银行报错', what: '付款码没有扣款，回答是 BANKERROR', client: '用 orderquery 查单，仍未付的就撤销。', isEarly: true },
  'unknown-trade-state': { group: 'payer', name: '状态没见过', what: '查单答的是谁也没听过的交易状态', client: '当作没有回答：继续问，最后以“未知”了结。' },
  'expired': { group: 'order', name: '订单过期', what: '还没付的订单，时间到了', client: '再查一次，然后提供新的二维码。' },
  'closes-while-paying': { group: 'order', name: '付款时关单', what: '付款人正输密码，订单关闭了', client: '查过之后才说已关闭；没有扣款。' },
  'loses-notify': { group: 'notify', name: '通知丢失', what: '钱包的付款通知一次也到不了', client: '商户用 orderquery 查单，页面毫无察觉。' },
  'duplicate-notify': { group: 'notify', name: '通知重复', what: '每个通知都来两次', client: '商户两次都应答，只入账一次。' },
  'notify-before-answer': { group: 'notify', name: '通知先到', what: '手机和页面还没收到结果，通知已到商户', client: '已付就是已付，不论后来收到什么。' },
  'reordered-notifies': { group: 'notify', name: '通知乱序', what: '付款通知错过第一次，退款的可能先到', client: '商户不让旧的通知盖掉新的。' },
  'tampered-amount': { group: 'notify', name: '金额不符', what: '通知里少了一分钱，签名却是对的', client: '商户拒收，并用 orderquery 查单。' },
  'bad-signature': { group: 'notify', name: '签名错误', what: '通知是用别的密钥签的', client: '商户拒收，并用 orderquery 查单。' },
}
