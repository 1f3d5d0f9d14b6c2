import { checkAuthCode, findAuthCode } from './auth-code'
import type { Operation } from './envelope'

/** `POST /tools/authcodetoopenid`: whose payment code it is. The code stays good. */
export const authcodetoopenid: Operation = {
  required: ['auth_code'],
  async run({ fields: { auth_code = '' } }, wallets) {
    checkAuthCode(auth_code)
    return { openid: await findAuthCode(auth_code, wallets) }
  },
}
