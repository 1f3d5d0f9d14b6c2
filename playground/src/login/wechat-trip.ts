import { askLogin, LoginError } from './ask'
import { keepSession, type Granted } from './session'

/**
 * Login through WeChat (`oauth-wechat-mp`), as MinCloud's own web SDK does it: the page leaves for WeChat, comes back with a
 * `token` in its address, and turns that into a login.
 */
const PROVIDER = '/hserve/v2.0/idp/oauth-wechat-mp'

const NOTE = 'playground.login-note'

/** Leaves for WeChat. `isSilent` asks the payer nothing and gives the openid alone, which is all that paying needs. @throws {LoginError} */
export async function leaveForWechat({ isSilent }: { readonly isSilent: boolean }): Promise<void> {
  const callback_url = location.href.replace(/#.*/, '')
  const { redirect_url } = await askLogin<{ redirect_url: string }>(`${PROVIDER}/redirect/`, { callback_url, silent_login: isSilent })
  if (!/^https?:\/\//.test(redirect_url)) throw new LoginError('登录地址不可用。')
  location.assign(redirect_url)
}

/**
 * Ends a trip that has come back to this page, before anything of the page is shown. Gives whether it is leaving again: for its own
 * address without the token, by a real navigation, since WeChat on iOS goes by the address that a page was entered with.
 */
export async function comeBackFromWechat(): Promise<boolean> {
  const url = new URL(location.href)
  const auth_token = url.searchParams.get('token')
  if (auth_token === null) return false
  url.searchParams.delete('token')
  url.hash = ''
  history.replaceState(null, '', url)
  try {
    keepSession(await askLogin<Granted>(`${PROVIDER}/authenticate/`, { auth_token, create_user: true }))
  } catch (error) {
    sessionStorage.setItem(NOTE, error instanceof LoginError ? error.message : '登录没有成功。')
  }
  location.replace(url.href)
  return true
}

/** Why the trip that has just ended gave no login; told once. */
export function takeLoginNote(): string {
  const note = sessionStorage.getItem(NOTE) ?? ''
  sessionStorage.removeItem(NOTE)
  return note
}
