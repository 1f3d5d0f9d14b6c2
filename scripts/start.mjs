// `npm start`: installs what is missing, then runs the mock server and the playground in this one process.
import { whenNpmEnds } from './npm-parent.mjs'
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

const bracketed = (host) => (host.includes(':') ? `[${host}]` : host)
const isEverywhere = (host) => host === '0.0.0.0' || host === '::'
const originOf = (host, port) => `http://${isEverywhere(host) ? '127.0.0.1' : bracketed(host)}:${port}`

/** Starts both; resolves with what stops each. */
async function startServers({ host, merchant, wallets, playground }) {
  const stops = []
  const { tsImport } = await import('tsx/esm/api')
  const { serve } = await tsImport('../packages/mock-server/src/serve.ts', import.meta.url)
  const allowedOrigins = [...new Set([originOf(host, playground), `http://127.0.0.1:${playground}`, `http://localhost:${playground}`])]
  const mockServer = await serve({ host, port: merchant, walletsPort: wallets, allowedOrigins })
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

function printWelcome({ host, merchant, wallets, playground }) {
  const [shop, phone] = [`${originOf(host, playground)}/shop`, `${originOf(host, wallets)}/phone`]
  console.log(`
  商城 playground   ${originOf(host, playground)}
  商户 merchant     ${originOf(host, merchant)}
  钱包 wallets      ${originOf(host, wallets)}

  试一试 Try it:
  1. 打开 ${shop} 选购并支付        Open the shop, buy something, pay.
  2. 复制二维码内容到虚拟手机 ${phone}   Copy the QR's content into the virtual phone.
  3. 密码 123456，看页面自己跳到成功        Password 123456; watch the page move on by itself.

  Ctrl-C 结束 stops everything.
`)
}

const options = readOptions()
if (options.help) {
  console.log(usage)
  process.exit(0)
}
await checkPorts(options)
await install()
try {
  stopOnSignals(await startServers(options))
  printWelcome(options)
} catch (error) {
  // Taken between our look and the start.
  const taken = error.code === 'EADDRINUSE' && options.servers.find(({ port }) => port === error.port)
  fail(taken ? portProblem(taken, options.host, error.code) : `Could not start: ${error.stack}`)
}
