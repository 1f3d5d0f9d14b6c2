import { parseArgs } from 'node:util'
import type { ServeOptions } from './serve'
import { readVerify, type VerifyCommand } from './verify/arguments'

/** What the command was asked to do; `config` is the path of a configuration. */
export type Command =
  | { readonly type: 'help' }
  | { readonly type: 'serve', readonly options: ServeOptions, readonly config: string | undefined }
  | { readonly type: 'mistake', readonly message: string }
  | { readonly type: 'verify', readonly command: VerifyCommand }

export const HELP = `baas-pay-mock: a merchant server, and the wallets that it charges

  verify <url>          tries a shop's own server against the contract instead; see baas-pay-mock verify --help

  --host HOST           the address to bind (127.0.0.1)
  --port PORT           the merchant's port (8787)
  --wallets-port PORT   the wallets' port, with the virtual phone (8788)
  --allow-host HOST     a host name to answer to, besides this machine's; may be repeated
  --allow-origin URL    a page's origin that may call, besides http://127.0.0.1:5173 and http://localhost:5173; may be repeated
  --notify-host HOST    a host that the wallets may notify, besides this machine; may be repeated
  --notify-scale SHARE  how long the wallets' waits between the tries of a notify are, as a share of the real ones; 0.01 makes a
                        day 14 minutes (1)
  --data DIR            keep orders, trades and keys in this directory from one run to the next; made where there is none
  --config FILE         client ids, allowed origins, prices and real gateways, as docs/going-live.md says; variables such as
                        BAAS_PAY_WECHAT_KEY win over it. With real gateways no wallets are simulated
  --help                this text
`

/** The pages of the playground. */
export const DEMO_ORIGINS = ['http://127.0.0.1:5173', 'http://localhost:5173']

/** Reads the command line's arguments. @param env where `verify` looks for login tokens */
export function readCommand(args: readonly string[], env: Readonly<Record<string, string | undefined>> = {}): Command {
  const [subcommand, ...rest] = args
  if (subcommand === 'verify') return { type: 'verify', command: readVerify(rest, env) }
  try {
    const { values } = parseArgs({
      args: [...args],
      strict: true,
      options: {
        'host': { type: 'string', default: '127.0.0.1' },
        'port': { type: 'string', default: '8787' },
        'wallets-port': { type: 'string', default: '8788' },
        'allow-host': { type: 'string', multiple: true, default: [] },
        'allow-origin': { type: 'string', multiple: true, default: [] },
        'notify-host': { type: 'string', multiple: true, default: [] },
        'notify-scale': { type: 'string', default: '1' },
        'data': { type: 'string' },
        'config': { type: 'string' },
        'help': { type: 'boolean', default: false },
      },
    })
    if (values.help) return { type: 'help' }
    return {
      type: 'serve',
      options: {
        // A socket is bound to an address without its brackets.
        host: hostOf('--host', values.host).replaceAll(/[[\]]/g, ''),
        port: portOf('--port', values.port),
        walletsPort: portOf('--wallets-port', values['wallets-port']),
        allowedHosts: values['allow-host'].map((host) => hostOf('--allow-host', host)),
        allowedOrigins: values['allow-origin'].map(originOf),
        notifyHosts: values['notify-host'].map((host) => hostOf('--notify-host', host)),
        notifyScale: shareOf('--notify-scale', values['notify-scale']),
        data: pathOf('--data', values.data),
      },
      config: pathOf('--config', values.config),
    }
  } catch (error) {
    return { type: 'mistake', message: error instanceof Error ? error.message : String(error) }
  }
}

function portOf(flag: string, text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (port <= 65_535) return port
  throw new Error(`${flag} takes a port from 0 to 65535: ${text}`)
}

function shareOf(flag: string, text: string): number {
  const share = /^\d{1,3}(\.\d{1,6})?$/.test(text) ? Number(text) : Number.NaN
  if (share > 0) return share
  throw new Error(`${flag} takes a number above 0, such as 0.01: ${text}`)
}

/** A host as `URL.hostname` writes it, so that it is found whichever way it was typed. */
function hostOf(flag: string, text: string): string {
  const isHost = /^[0-9a-z.-]+$/i.test(text) || /^\[?[0-9a-f:.]+\]?$/i.test(text)
  const url = `http://${text.includes(':') && !text.startsWith('[') ? `[${text}]` : text}`
  if (isHost && URL.canParse(url)) return new URL(url).hostname
  throw new Error(`${flag} takes a host without scheme or port: ${text}`)
}

function pathOf(flag: string, text: string | undefined): string | undefined {
  if (text !== '') return text
  throw new Error(`${flag} takes a path`)
}

function originOf(text: string): string {
  if (URL.canParse(text) && new URL(text).origin === text) return text
  throw new Error(`--allow-origin takes an origin such as http://127.0.0.1:5173: ${text}`)
}
