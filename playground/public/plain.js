/** The plain page: what a shop without a framework writes. */
(() => {
  const { createPayClient, definePayElements, minCloud } = window.BaaSPay
  const byId = (id) => document.getElementById(id)

  /** Where the mock server's two wings are: as this browser was told, or as the build was. */
  function findServers() {
    const { merchant = 'http://127.0.0.1:8787', wallets = 'http://127.0.0.1:8788' } = document.documentElement.dataset
    try {
      return { merchant, wallets, ...JSON.parse(localStorage.getItem('playground.servers')) }
    } catch {
      return { merchant, wallets }
    }
  }

  const servers = findServers()
  const backend = minCloud({ clientID: 'demo', host: servers.merchant, extensions: true })
  const client = createPayClient({
    backend: {
      ...backend,
      // For the demo's phone: it opens the code that the dialog is about to show.
      async create(...args) {
        const order = await backend.create(...args)
        offerToPhone(order.show)
        return order
      },
    },
  })
  definePayElements({ client, locale: 'zh-CN' })

  const checkout = byId('checkout')
  /** What stands on the page of an order whose dialog was left; of an order that is over, nothing. */
  const NOTES = {
    waiting: '订单还在，随时可以接着付。',
    checking: '正在查询付款结果，打开就能看到。',
    unknown: '还没有查到付款结果，请先不要再付。打开可以再查。',
  }

  function offerToPhone({ flow, codeUrl }) {
    const link = byId('phone')
    link.textContent = flow === 'qrcode' ? '在虚拟手机里打开这个码' : '演示：虚拟手机的密码是 123456'
    if (flow === 'qrcode') link.href = `${servers.wallets}/phone#content=${encodeURIComponent(codeUrl)}`
    else link.removeAttribute('href')
  }

  /** A cart's number: while it is the same, a reload comes back to the same order. */
  const cart = () => Number(localStorage.getItem('plain.cart') ?? 1)

  byId('buy').addEventListener('click', () => {
    byId('note').textContent = ''
    checkout.intent = { intentId: `plain-cart-${cart()}`, amountFen: 8850, description: '云南咖啡豆 250 g' }
    checkout.open = true
  })

  checkout.addEventListener('paid', ({ detail }) => {
    localStorage.setItem('plain.cart', String(cart() + 1))
    offerToPhone({ flow: 'none' })
    byId('buy').textContent = '再买一份'
    byId('note').textContent = ''
    byId('ticket').hidden = false
    byId('ticket-code').text = detail.tradeNo
    byId('ticket-number').textContent = detail.tradeNo
  })
  checkout.addEventListener('complete', () => byId('ticket-title').focus())
  for (const end of ['order-closed', 'expired']) checkout.addEventListener(end, () => offerToPhone({ flow: 'none' }))
  checkout.addEventListener('dismiss', ({ detail }) => {
    byId('note').textContent = (detail.tradeNo !== undefined && NOTES[detail.state]) || ''
  })
})()
