import { createHash } from 'node:crypto'
import type { Fields } from '../../wire/xml'
import type { Wallets } from '../wallets'
import { BusinessError } from '../wechat-v2/failure'

/** The lower-case MD5 of an operator's password, as it goes over the wire. */
const passwordDigest = (password: string): string => createHash('md5').update(password, 'utf8').digest('hex')

/** Checks who wants money to go back. @throws {BusinessError} no operator of the merchant's */
export async function checkOperator(fields: Fields, { credentials }: Pick<Wallets, 'credentials'>): Promise<void> {
  const { op_user_id, op_user_passwd } = await credentials.qq()
  if (fields['op_user_id'] !== op_user_id || fields['op_user_passwd'] !== passwordDigest(op_user_passwd)) throw new BusinessError('NOAUTH', '操作员账号或密码错误')
}
