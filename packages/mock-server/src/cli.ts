import { HELP, readCommand } from './cli-options'
import { ListenError, serve, StoreError, type Served, type ServeOptions } from './serve'

/** Runs the command: exit code 0 when stopped, 1 when it can't listen or keep its data, 2 for arguments that make no sense. */
export async function run(args: readonly string[]): Promise<void> {
  const command = readCommand(args)
  switch (command.type) {
    case 'help': {
      console.log(HELP)
      return
    }
    case 'mistake': {
      console.error(`baas-pay-mock: ${command.message}\nTry baas-pay-mock --help`)
      process.exitCode = 2
      return
    }
    case 'serve':
      await start(command.options)
  }
}

async function start(options: ServeOptions): Promise<void> {
  try {
    const served = await serve(options)
    console.log(`merchant  ${served.merchantOrigin}\nwallets   ${served.walletsOrigin}\nphone     ${served.walletsOrigin}/phone`)
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => { void stop(served) })
  } catch (error) {
    console.error(`baas-pay-mock: ${whyNot(error, options)}`)
    process.exitCode = 1
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

async function stop(served: Served): Promise<void> {
  await served.close()
  process.exit(0)
}
