// `npm start`: installs what is missing, then runs the mock server and the playground in this one process.
import { networkInterfaces } from 'node:os'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { lanAddresses } from './lan.mjs'
import { whenNpmEnds } from './npm-parent.mjs'
import { originOf } from './origins.mjs'
import { install } from './pnpm.mjs'
import { portProblem, whyNotListen } from './ports.mjs'
import { parseStartOptions, usage } from './start-options.mjs'

const GRACE_MS = 3000

function readOptions() {
  try {
    return parseStartOptions(process.argv.slice(2))
  } catch (error) {
    console.error(`${error.message.split('\n')[0]}\n${usage}`)
    process.exit(2)
  }
}

async function checkPorts({ host, servers }) {
  for (const server of servers) {
    const code = await whyNotListen(host, server.port)
    if (code) fail(portProblem(server, host, code))
  }
}

function fail(line) {
  console.error(line)
  process.exit(1)
}

/** The same options with the address that they mean; `others` are those that could have been taken instead. */
function withAddress(options) {
  if (!options.lan) return { ...options, others: [] }
  const [host, ...others] = lanAddresses(networkInterfaces())
  if (host === undefined) fail('没有找到局域网地址 This machine has no address in a network. Connect it to one, or name an address: npm start -- --host <address>')
  return { ...options, host, others }
}

// npm runs us in the workspace's root, wherever it was called from.
const pathOf = (path) => path && resolve(process.env.INIT_CWD ?? '.', path)

/** Starts both; resolves with what stops each. */
async function startServers({ host, data, merchant, wallets, playground }) {
  const stops = []
  const { tsImport } = await import('tsx/esm/api')
  const { serve } = await tsImport('../packages/mock-server/src/serve.ts', import.meta.url)
  const { loadConfig } = await tsImport('../packages/mock-server/src/config-file.ts', import.meta.url)
  // What the demo pages sell has its price at the server.
  const { catalogue, walnut } = loadConfig(fileURLToPath(new URL('../playground/mock-server.json', import.meta.url)), {})
  const allowedOrigins = [...new Set([originOf(host, playground), `http://127.0.0.1:${playground}`, `http://localhost:${playground}`])]
  const mockServer = await serve({ host, port: merchant, walletsPort: wallets, allowedOrigins, catalogue, walnut, data: pathOf(data) })
  stops.push(() => mockServer.close())

  process.env.VITE_MERCHANT_ORIGIN = originOf(host, merchant)
  process.env.VITE_WALLETS_ORIGIN = originOf(host, wallets)
  const { createServer } = await import('vite')
  const root = new URL('../playground', import.meta.url).pathname
  const vite = await createServer({ root, logLevel: 'warn', clearScreen: false, server: { host, port: playground, strictPort: true } })
  stops.push(() => vite.close())
  await vite.listen()
  return stops
}

function stopOnSignals(stops) {
  let isStopping = false
  const stop = async () => {
    if (isStopping) return
    isStopping = true
    setTimeout(() => process.exit(0), GRACE_MS).unref()
    await Promise.allSettled(stops.map((end) => end()))
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop)
  whenNpmEnds(stop)
}

const asked = readOptions()
if (asked.help) {
  console.log(usage)
  process.exit(0)
}
const options = withAddress(asked)
await checkPorts(options)
await install()
try {
  stopOnSignals(await startServers(options))
  const { welcome } = await import('./welcome.mjs')
  console.log(welcome(options, { isTerminal: process.stdout.isTTY }))
} catch (error) {
  if (error.name === 'StoreError') fail(`${error.message}. Choose another: npm start -- --data <dir>`)
  // Taken between our look and the start.
  const taken = error.code === 'EADDRINUSE' && options.servers.find(({ port }) => port === error.port)
  fail(taken ? portProblem(taken, options.host, error.code) : `Could not start: ${error.stack}`)
}
