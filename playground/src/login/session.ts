/** A login in force, as MinCloud's own web SDK keeps it. */
export interface Session {
  readonly token: string
  readonly uid: string
  /** Nothing for an anonymous user, who came without WeChat. */
  readonly openid: string | undefined
}

/** What the merchant answers to a login. */
export interface Granted {
  readonly token: string
  readonly user_id: number
  readonly openid: string
  readonly expires_in: number
}

const PREFIX = 'ifx_baas_'
const KEYS = ['auth_token', 'uid', 'openid', 'session_expires_at', 'is_anonymous_user'] as const

function read(key: typeof KEYS[number]): string | undefined {
  try {
    const { value } = JSON.parse(localStorage.getItem(`${PREFIX}${key}`) ?? '{}') as { readonly value?: unknown }
    return typeof value === 'string' && value !== '' ? value : undefined
  } catch {
    return undefined
  }
}

/** The login in force; nothing where there is none. Whether it is still good is the server's to say. */
export function readSession(): Session | undefined {
  const [token, uid] = [read('auth_token'), read('uid')]
  return token !== undefined && uid !== undefined ? { token, uid, openid: read('openid') } : undefined
}

/** Keeps a login where MinCloud's own SDK would, so that both find it. */
export function keepSession({ token, user_id, openid, expires_in }: Granted): void {
  const values = {
    auth_token: token,
    uid: String(user_id),
    openid,
    // It leaves half a minute for the way.
    session_expires_at: Math.floor(Date.now() / 1000) + expires_in - 30,
    is_anonymous_user: openid === '' ? 1 : 0,
  } satisfies Record<typeof KEYS[number], string | number>
  for (const key of KEYS) localStorage.setItem(`${PREFIX}${key}`, JSON.stringify({ value: values[key] }))
}

/** Forgets the login of this browser. */
export function forgetSession(): void {
  for (const key of KEYS) localStorage.removeItem(`${PREFIX}${key}`)
}
