import type { WechatMerchant } from './merchant-server'
import type { WalnutOptions } from './merchant/walnut/settings'
import { certificateOf } from './ports/client-certificate'
import { ALLOWED_ORIGINS, API_URL, APPID, CATALOGUE, CERT_FILE, CERT_KEY_FILE, CLIENT_IDS, KEY, MCH_ID, OPEN_URL, PAY_URL, PUBLIC_ORIGIN, SECRET, SETTINGS, TRUSTED_PROXIES, WALNUT, variableOf, type Setting } from './settings'

/** What a file and the environment say; nothing where they do not say it. */
export interface Config {
  readonly clientIDs: readonly string[] | undefined
  readonly allowedOrigins: readonly string[] | undefined
  /** Addresses of proxies whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[] | undefined
  /** In fen, by record id. */
  readonly catalogue: Readonly<Record<string, number>> | undefined
  /** What the shop behind the Walnut routes sells, and how. */
  readonly walnut: WalnutOptions | undefined
  /** The real gateways; without them the wallets are simulated. */
  readonly real: RealGateways | undefined
}

/** The gateways that move real money, and where they find this server. */
export interface RealGateways {
  /** Where the world reaches the merchant: WeChat Pay notifies there. */
  readonly publicOrigin: string
  readonly wechat: WechatMerchant
}

/** What a configuration is read from. */
export interface ConfigSources {
  /** What the file's JSON says; nothing without a file. */
  readonly file?: unknown
  /** Its variables win over the file. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** Gives a file's text, or nothing where it can't be read. */
  readonly readText: (path: string) => string | undefined
}

/** Everything that is wrong with a configuration. It holds no value that was given, since that may be a key. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  constructor(readonly problems: readonly string[]) {
    super(['the configuration can not be used:', ...problems].join('\n  '))
  }
}

/** A value, and what whoever gave it calls it. */
interface Given { readonly from: string, readonly value: unknown }

/**
 * Reads a configuration and checks all of it.
 * @throws {ConfigError} with every problem that was found
 */
export function readConfig({ file = {}, env, readText }: ConfigSources): Config {
  const problems: string[] = []
  const given = new Map([...inFile(file, problems), ...inEnv(env, problems)])
  const isReal = 'wechat' in Object(file) || [...given.keys()].some((name) => name.startsWith('wechat.'))
  if (!isReal && given.has(PUBLIC_ORIGIN.name)) problems.push(`${PUBLIC_ORIGIN.name} is for real gateways, and none is named: wechat is missing`)
  if (isReal) problems.push(...missing(given, [PUBLIC_ORIGIN, CLIENT_IDS, APPID, MCH_ID, KEY, SECRET]))

  const take = <T>(setting: Setting<T>): T | undefined => valueOf(setting, given, problems)
  const shop = { clientIDs: take(CLIENT_IDS), allowedOrigins: take(ALLOWED_ORIGINS), trustedProxies: take(TRUSTED_PROXIES), catalogue: take(CATALOGUE), walnut: take(WALNUT) }
  const real = {
    publicOrigin: take(PUBLIC_ORIGIN) ?? '',
    wechat: {
      appid: take(APPID) ?? '',
      mch_id: take(MCH_ID) ?? '',
      key: take(KEY) ?? '',
      secret: take(SECRET) ?? '',
      payUrl: take(PAY_URL) ?? 'https://api.mch.weixin.qq.com',
      apiUrl: take(API_URL) ?? 'https://api.weixin.qq.com',
      openUrl: take(OPEN_URL) ?? 'https://open.weixin.qq.com',
      certificate: certificateIn({ cert: take(CERT_FILE), key: take(CERT_KEY_FILE) }, readText, problems),
    },
  }
  // What was missing or wrong is among the problems, so that no empty text gets further than this.
  if (problems.length > 0) throw new ConfigError(problems)
  return { ...shop, real: isReal ? real : undefined }
}

function missing(given: ReadonlyMap<string, Given>, settings: readonly Setting<unknown>[]): string[] {
  return settings.filter(({ name }) => !given.has(name)).map((setting) => `${setting.name} (or ${variableOf(setting)}) is missing: ${setting.expected}`)
}

function valueOf<T>({ name, expected, read }: Setting<T>, given: ReadonlyMap<string, Given>, problems: string[]): T | undefined {
  const found = given.get(name)
  const value = found && read(found.value)
  if (found && value === undefined) problems.push(`${found.from} is not ${expected}`)
  return value
}

function inFile(file: unknown, problems: string[]): [string, Given][] {
  const { wechat, ...shop } = objectOf(file, 'the file', problems)
  const names = [...Object.entries(shop), ...Object.entries(objectOf(wechat ?? {}, 'wechat', problems)).map(([name, value]) => [`wechat.${name}`, value] as const)]
  const known = names.filter(([name]) => SETTINGS.some((setting) => setting.name === name))
  for (const entry of names) if (!known.includes(entry)) problems.push(`${entry[0]} is no setting`)
  return known.map(([name, value]) => [name, { from: name, value }])
}

function inEnv(env: ConfigSources['env'], problems: string[]): [string, Given][] {
  const given: [string, Given][] = []
  for (const [variable, value] of Object.entries(env)) {
    if (!variable.startsWith('BAAS_PAY_') || !value) continue
    const setting = SETTINGS.find((one) => one.variable !== 'none' && variableOf(one) === variable)
    if (setting) given.push([setting.name, { from: variable, value: setting.variable === 'list' ? value.split(',').map((item) => item.trim()) : value }])
    else problems.push(`${variable} is no variable of this server`)
  }
  return given
}

function objectOf(value: unknown, what: string, problems: string[]): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
  problems.push(`${what} is not a JSON object`)
  return {}
}

function certificateIn({ cert, key }: { readonly cert: string | undefined, readonly key: string | undefined }, readText: ConfigSources['readText'], problems: string[]): WechatMerchant['certificate'] {
  if (cert === undefined && key === undefined) return undefined
  if (cert === undefined || key === undefined) {
    problems.push(`${CERT_FILE.name} and ${CERT_KEY_FILE.name} go together`)
    return undefined
  }
  const texts = { cert: readText(cert), key: readText(key) }
  const certificate = certificateOf(texts)
  if (!certificate) problems.push(`${CERT_FILE.name} and ${CERT_KEY_FILE.name} are not a certificate and its key that can be read, in PEM`)
  return certificate
}
