import { HELP, readCommand } from './cli-options'
import { ListenError, serve, type Served, type ServeOptions } from './serve'

/** Runs the command: exit code 0 when stopped, 1 when it can't listen, 2 for arguments that make no sense. */
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
    if (!(error instanceof ListenError)) throw error
    console.error(`baas-pay-mock: ${error.message}; choose another with ${flagFor(error, options)}`)
    process.exitCode = 1
  }
}

function flagFor(error: ListenError, options: ServeOptions): string {
  if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') return '--host'
  return error.port === options.walletsPort ? '--wallets-port' : '--port'
}

async function stop(served: Served): Promise<void> {
  await served.close()
  process.exit(0)
}
