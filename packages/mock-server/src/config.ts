import { alipayIn, qqIn, REQUIRED, REQUIRED_BY_API, wechatIn } from './config-accounts'
import type { AlipayMerchant, QqMerchant, WechatMerchant } from './merchant-server'
import type { WalnutOptions } from './merchant/walnut/settings'
import { ALLOWED_ORIGINS, CATALOGUE, CLIENT_IDS, PUBLIC_ORIGIN, SETTINGS, TRUSTED_PROXIES, WALNUT, WECHAT, variableOf, type Setting } from './settings'

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
  /** Which of WeChat Pay's protocols the merchant speaks; real or simulated. */
  readonly wechatApi: 'v2' | 'v3' | undefined
  /** The real gateways; without them the wallets are simulated. */
  readonly real: RealGateways | undefined
}

/** The gateways that move real money, and where they find this server. */
export interface RealGateways {
  /** Where the world reaches the merchant: the providers notify there. */
  readonly publicOrigin: string
  readonly wechat: WechatMerchant
  readonly alipay?: AlipayMerchant | undefined
  readonly qq?: QqMerchant | undefined
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

/** The objects of a file that name a real gateway. */
const PROVIDERS = ['wechat', 'alipay', 'qq'] as const

/** A value, and what whoever gave it calls it. */
interface Given { readonly from: string, readonly value: unknown }

/**
 * Reads a configuration and checks all of it.
 * @throws {ConfigError} with every problem that was found
 */
export function readConfig({ file = {}, env, readText }: ConfigSources): Config {
  const problems: string[] = []
  const given = new Map([...inFile(file, problems), ...inEnv(env, problems)])
  const named = PROVIDERS.filter((provider) => isNamed(provider, file, given))
  const isReal = named.length > 0
  if (!isReal && given.has(PUBLIC_ORIGIN.name)) problems.push(`${PUBLIC_ORIGIN.name} is for real gateways, and none is named: wechat is missing`)
  const take = <T>(setting: Setting<T>): T | undefined => valueOf(setting, given, problems)
  const wechatApi = take(WECHAT.api)
  // Payers log in through WeChat, so that no other provider is without it.
  if (isReal) problems.push(...missing(given, [PUBLIC_ORIGIN, CLIENT_IDS, ...REQUIRED.wechat, ...REQUIRED_BY_API[wechatApi ?? 'v2'], ...named.filter((provider) => provider !== 'wechat').flatMap((provider) => REQUIRED[provider])]))

  const shop = { clientIDs: take(CLIENT_IDS), allowedOrigins: take(ALLOWED_ORIGINS), trustedProxies: take(TRUSTED_PROXIES), catalogue: take(CATALOGUE), walnut: take(WALNUT), wechatApi }
  const reading = { take, readText, problems }
  const real = {
    publicOrigin: take(PUBLIC_ORIGIN) ?? '',
    wechat: wechatIn(reading, wechatApi ?? 'v2'),
    ...(named.includes('alipay') && { alipay: alipayIn(reading) }),
    ...(named.includes('qq') && { qq: qqIn(reading) }),
  }
  // What was missing or wrong is among the problems, so that no empty text gets further than this.
  if (problems.length > 0) throw new ConfigError(problems)
  return { ...shop, real: isReal ? real : undefined }
}

/** Whether a provider's account is given. Which protocol WeChat Pay is spoken in is no account: simulated wallets have both. */
function isNamed(provider: typeof PROVIDERS[number], file: unknown, given: ReadonlyMap<string, Given>): boolean {
  const names = [...given.keys()].filter((name) => name.startsWith(`${provider}.`))
  return names.length === 0 ? provider in Object(file) : names.some((name) => name !== WECHAT.api.name)
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
  const names = Object.entries(objectOf(file, 'the file', problems)).flatMap(([name, value]) => (isProvider(name) ? within(name, objectOf(value ?? {}, name, problems)) : [[name, value] as const]))
  const known = names.filter(([name]) => SETTINGS.some((setting) => setting.name === name))
  for (const entry of names) if (!known.includes(entry)) problems.push(`${entry[0]} is no setting`)
  return known.map(([name, value]) => [name, { from: name, value }])
}

const isProvider = (name: string): boolean => PROVIDERS.some((provider) => provider === name)

const within = (provider: string, settings: Readonly<Record<string, unknown>>): (readonly [string, unknown])[] => Object.entries(settings).map(([name, value]) => [`${provider}.${name}`, value] as const)

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
