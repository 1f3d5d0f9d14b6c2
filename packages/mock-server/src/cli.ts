import { lineOf } from './cli-log'
import { DEMO_ORIGINS, HELP, readCommand } from './cli-options'
import { ConfigError, type Config, type RealGateways } from './config'
import { loadConfig } from './config-file'
import { systemClock } from './ports/clock'
import type { LogEvent } from './ports/log'
import { ListenError, serve, StoreError, type ServeOptions } from './serve'
import { serveMerchant } from './serve-merchant'
import { VERIFY_HELP, type VerifyCommand } from './verify/arguments'

/** Something that runs until it is closed, and what the command says once it does. */
interface Started { readonly lines: readonly string[], close(): Promise<void> }

/**
 * Runs the command: exit code 0 when stopped or verified, 1 when it can't listen or keep its data or when a check fails, 2 for
 * arguments or a configuration that make no sense.
 */
export async function run(args: readonly string[]): Promise<void> {
  const command = readCommand(args, process.env)
  switch (command.type) {
    case 'help': {
      console.log(HELP)
      return
    }
    case 'mistake': {
      fail(`${command.message}\nTry baas-pay-mock --help`, 2)
      return
    }
    case 'verify': {
      await verify(command.command)
      return
    }
    case 'serve':
      await start(command.options, command.config)
  }
}

async function verify(command: VerifyCommand): Promise<void> {
  switch (command.type) {
    case 'help': {
      console.log(VERIFY_HELP)
      return
    }
    case 'mistake': {
      fail(`${command.message}\nTry baas-pay-mock verify --help`, 2)
      return
    }
    case 'verify': {
      // The contract and its reader are loaded by who verifies alone.
      const { verifyByCommand } = await import('./verify/command')
      if (!(await verifyByCommand(command.target, (line) => console.log(line)))) process.exitCode = 1
    }
  }
}

async function start(options: ServeOptions, configPath: string | undefined): Promise<void> {
  try {
    const config = loadConfig(configPath, process.env)
    const started = await (config.real ? startReal(options, config, config.real) : startSimulated(options, config))
    console.log(started.lines.join('\n'))
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => { void stop(started) })
  } catch (error) {
    if (error instanceof ConfigError) fail(error.message, 2)
    else fail(whyNot(error, options), 1)
  }
}

async function startSimulated(options: ServeOptions, { clientIDs, catalogue, walnut, trustedProxies, wechatApi, allowedOrigins = DEMO_ORIGINS }: Config): Promise<Started> {
  const served = await serve({ ...options, clientIDs, catalogue, walnut, trustedProxies, wechatApi, allowedOrigins: [...allowedOrigins, ...(options.allowedOrigins ?? [])] })
  const { merchantOrigin, walletsOrigin } = served
  return { lines: [`merchant  ${merchantOrigin}`, `wallets   ${walletsOrigin}`, `phone     ${walletsOrigin}/phone`], close: () => served.close() }
}

async function startReal({ host, port, data, allowedHosts, allowedOrigins = [] }: ServeOptions, config: Config, { publicOrigin, ...gateways }: RealGateways): Promise<Started> {
  const { wechat, alipay, qq } = gateways
  const { clientIDs = [], catalogue, walnut, trustedProxies } = config
  const log = (event: LogEvent): void => {
    const line = lineOf(event, { now: systemClock.now(), secrets: [wechat.key, wechat.secret, wechat.v3?.api_v3_key, qq?.key, qq?.op_user_passwd].flatMap((secret) => (secret ? [secret] : [])) })
    if (line !== undefined) console.error(line)
  }
  const origins = [...(config.allowedOrigins ?? []), ...allowedOrigins]
  const served = await serveMerchant({ host, port, data, allowedHosts, clientIDs, catalogue, walnut, trustedProxies, publicOrigin, ...gateways, log, allowedOrigins: origins })
  return {
    lines: [
      `merchant  ${served.merchantOrigin}, known to the world as ${publicOrigin}`,
      `wechat    ${wechat.payUrl}, API ${wechat.v3 ? 'v3' : 'v2'}, real money of merchant ${wechat.mch_id}; no wallets are simulated`,
      ...(alipay ? [`alipay    ${alipay.gatewayUrl}, real money of app ${alipay.app_id}`] : []),
      ...(qq ? [`qq        ${qq.payUrl}, real money of merchant ${qq.mch_id}`] : []),
      ...(wechat.certificate || wechat.v3 ? [] : ['warning   no client certificate: WeChat Pay will refuse reverse and refund']),
      ...(qq && !(qq.certificate && qq.op_user_passwd) ? ['warning   no client certificate or operator of the QQ wallet: it will refuse reverse and refund'] : []),
      ...(data === undefined ? ['warning   no --data: orders are forgotten when this process ends'] : []),
    ],
    close: () => served.close(),
  }
}

function whyNot(error: unknown, options: ServeOptions): string {
  if (error instanceof ListenError) return `${error.message}; choose another with ${flagFor(error, options)}`
  if (error instanceof StoreError) return `${error.message}; choose another with --data`
  throw error
}

function flagFor(error: ListenError, options: ServeOptions): string {
  if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') return '--host'
  return error.port === options.walletsPort ? '--wallets-port' : '--port'
}

function fail(message: string, exitCode: number): void {
  console.error(`baas-pay-mock: ${message}`)
  process.exitCode = exitCode
}

async function stop(started: Started): Promise<void> {
  await started.close()
  process.exit(0)
}
