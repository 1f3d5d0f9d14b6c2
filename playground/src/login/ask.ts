import { clientID, servers } from '../servers'
import { readSession } from './session'

/** The merchant said no to a login, or said nothing. */
export class LoginError extends Error {
  override readonly name = 'LoginError'
}

/** Asks one of the merchant's login routes. @throws {LoginError} */
export async function askLogin<T>(path: string, body: object): Promise<T> {
  const token = readSession()?.token
  const headers = { 'content-type': 'application/json', 'x-hydrogen-client-id': clientID, ...(token === undefined ? {} : { authorization: `Hydrogen-r1 ${token}` }) }
  const response = await fetch(`${servers.merchant}${path}`, { method: 'POST', headers, body: JSON.stringify(body) }).catch(() => undefined)
  if (!response) throw new LoginError('没有连上商户服务器，请稍后再试。')
  if (!response.ok) throw new LoginError(response.status === 401 ? '微信登录没有完成，可以再试一次。' : `登录没有成功（${response.status}）。`)
  return (await response.json()) as T
}
