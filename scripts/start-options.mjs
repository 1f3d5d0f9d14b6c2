// What `npm start -- …` can be told.
import { parseArgs } from 'node:util'

export const usage = `npm start -- [options]
  --port <n>             merchant server  (8787)
  --wallets-port <n>     wallets and the virtual phone  (8788)
  --playground-port <n>  playground  (5173)
  --host <address>       where all three listen  (127.0.0.1)
  --lan                  listen on this machine's address in its network, to try the pages on a real phone
  --data <dir>           keep orders, payments and keys there from one start to the next`

const options = {
  port: { type: 'string', default: '8787' },
  'wallets-port': { type: 'string', default: '8788' },
  'playground-port': { type: 'string', default: '5173' },
  host: { type: 'string' },
  lan: { type: 'boolean', default: false },
  data: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
}

function portOf(values, flag) {
  const port = Number(values[flag])
  if (/^\d+$/.test(values[flag]) && port >= 1 && port <= 65_535) return port
  throw new Error(`--${flag} takes a port from 1 to 65535, not "${values[flag]}".`)
}

/** Throws an Error with a line for the reader when an option makes no sense. */
export function parseStartOptions(args) {
  const { values } = parseArgs({ args, options, strict: true })
  if (values.lan && values.host !== undefined) throw new Error('--lan finds the address by itself, and --host names one; take one of the two.')
  for (const flag of ['host', 'data']) if (values[flag] === '') throw new Error(`--${flag} takes a value.`)
  const servers = [
    { flag: 'port', owner: 'the merchant server', port: portOf(values, 'port') },
    { flag: 'wallets-port', owner: 'the wallets server', port: portOf(values, 'wallets-port') },
    { flag: 'playground-port', owner: 'the playground', port: portOf(values, 'playground-port') },
  ]
  const [merchant, wallets, playground] = servers.map(({ port }) => port)
  for (const { flag, port } of servers.slice(1)) {
    const first = servers.find((server) => server.port === port)
    if (first.flag !== flag) throw new Error(`--${first.flag} and --${flag} are both ${port}; each server needs its own port.`)
  }
  return { help: values.help, host: values.host ?? '127.0.0.1', lan: values.lan, data: values.data, merchant, wallets, playground, servers }
}
