import { createHash } from 'node:crypto'
import type { QqGateway } from './gateway'

/** The fields that name who wants money to go back: the password as its lower-case MD5. */
export async function operatorFields({ account }: Pick<QqGateway, 'account'>): Promise<{ readonly op_user_id: string, readonly op_user_passwd: string }> {
  const { op_user_id, op_user_passwd } = await account()
  return { op_user_id, op_user_passwd: createHash('md5').update(op_user_passwd, 'utf8').digest('hex') }
}
