import { checkAuthCode } from '../wechat-v2/auth-code'
import { payByCode } from '../wechat-v2/pay-by-code'
import { checkAccount } from './account'
import type { Operation } from './endpoint'
import { orderIn } from './order'
import { transactionOf } from './transaction'

/** `POST /v3/pay/transactions/codepay`: charges the payer of a payment code at once, or answers 202 while the payer is asked for the password. No notify ever tells of it. */
export const codepay: Operation = async (request, wallets) => {
  const { body } = request
  await checkAccount(body, wallets)
  const { fields, make } = orderIn(request, 'MICROPAY', wallets)
  const store = body.object('scene_info').object('store_info')
  if (store.optional('id', 32) === '' && store.optional('out_id', 32) === '') throw store.wrong('id', 'id与out_id至少填写一项')
  const auth_code = body.object('payer').text('auth_code', 128)
  checkAuthCode(auth_code)
  const { trade } = await payByCode({ provider: 'wechat', fields: { ...fields, auth_code }, make }, wallets)
  return transactionOf(trade)
}
