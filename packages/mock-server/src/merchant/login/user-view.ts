import type { User } from './user'

/** A user as MinCloud shows one, as far as this server knows anything. */
export function userView({ id, openid, created_at, updated_at }: User): Readonly<Record<string, unknown>> {
  return {
    id: Number(id),
    user_id: Number(id),
    openid: openid ?? '',
    unionid: null,
    nickname: '',
    avatar: '',
    is_authorized: openid !== null,
    _anonymous: openid === null,
    _provider: openid === null ? {} : { 'oauth-wechat-mp': { openid } },
    created_by: Number(id),
    created_at: Math.floor(created_at / 1000),
    updated_at: Math.floor(updated_at / 1000),
  }
}
