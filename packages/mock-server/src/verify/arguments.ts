import { parseArgs } from 'node:util'
import { isLoopback } from '../http/guards'
import { gateways, isWalnutOnly } from '../merchant/gateways'
import { fenFromYuan } from '../wire/yuan'
import { CAPABILITIES, type Capability, type Target } from './target'

/** Ways of paying whose order can be made without a payer. */
const OFFERED = [...gateways].filter(([type, { flow }]) => (flow === 'qrcode' || flow === 'redirect') && !isWalnutOnly(type)).map(([type]) => type)
const TOKEN = /^[\x21-\x7E]{1,4096}$/

export const VERIFY_HELP = `baas-pay-mock verify <url>: tries a shop's own server against the contract, openapi.yaml

It makes a few orders, pays none, and closes them where it can. Where the server is real, so are its orders: name a test account's.
Each check is a line: pass, FAIL, or skip with what is not there. Exit code 0 where none fails, 1 where one does.

  --client-id ID          the client id of the page (demo)
  --origin URL            the origin of a page that may call; without it what browsers need is not tried
  --token-env NAME        the environment variable that holds a login token, without Hydrogen-r1; it is never printed
  --other-token-env NAME  … and another user's. Without them the payer is a guest, and the two users who are compared are anonymous
  --gateway TYPE          the way of paying: ${OFFERED.join(', ')} (weixin_tenpay_native)
  --amount YUAN           what the orders cost (0.01)
  --record-id ID          a merchandise_record_id that costs it: at another amount it must be refused
  --require CAPABILITY    what may not be missing: ${CAPABILITIES.join(', ')}; may be repeated
  --plain                 MinCloud's own contract alone, without our extensions
  --help                  this text
`

/** What `verify` was asked to do. */
export type VerifyCommand =
  | { readonly type: 'help' }
  | { readonly type: 'verify', readonly target: Target }
  | { readonly type: 'mistake', readonly message: string }

/** Reads the arguments after `verify`. No message repeats a token. */
export function readVerify(args: readonly string[], env: Readonly<Record<string, string | undefined>>): VerifyCommand {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      strict: true,
      allowPositionals: true,
      options: {
        'client-id': { type: 'string', default: 'demo' },
        'origin': { type: 'string' },
        'token-env': { type: 'string' },
        'other-token-env': { type: 'string' },
        'gateway': { type: 'string', default: 'weixin_tenpay_native' },
        'amount': { type: 'string', default: '0.01' },
        'record-id': { type: 'string' },
        'require': { type: 'string', multiple: true, default: [] },
        'plain': { type: 'boolean', default: false },
        'help': { type: 'boolean', default: false },
      },
    })
    if (values.help) return { type: 'help' }
    const tokens = tokensOf({ token: values['token-env'], other: values['other-token-env'] }, env)
    const target = {
      url: urlOf(positionals, tokens),
      clientId: clientIdOf(values['client-id']),
      origin: originOf(values.origin),
      tokens,
      gateway: gatewayOf(values.gateway),
      amountFen: amountOf(values.amount),
      recordId: recordOf(values['record-id']),
      isPlain: values.plain,
      required: values.require.map(capabilityOf),
    }
    return { type: 'verify', target }
  } catch (error) {
    return { type: 'mistake', message: error instanceof Error ? error.message : String(error) }
  }
}

function urlOf([text, ...more]: readonly string[], tokens: readonly string[]): string {
  if (text === undefined) throw new Error('verify takes the address of a server, such as https://pay.example.com')
  if (more.length > 0) throw new Error('verify takes one address')
  const url = URL.canParse(text) ? new URL(text) : undefined
  // A name or a password in it is not repeated.
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username || url.password || url.search || url.hash) throw new Error('verify takes an http(s) address without a name, a query or a #')
  if (tokens.length > 0 && url.protocol === 'http:' && !isLoopback(url.hostname)) throw new Error('a login token is sent by https, or to this machine')
  return url.href.replace(/\/+$/, '')
}

function tokensOf(names: { readonly token: string | undefined, readonly other: string | undefined }, env: Readonly<Record<string, string | undefined>>): readonly string[] {
  if (names.other !== undefined && names.token === undefined) throw new Error('--other-token-env goes with --token-env')
  const tokens = Object.entries({ '--token-env': names.token, '--other-token-env': names.other }).flatMap(([flag, name]) => (name === undefined ? [] : [tokenOf(flag, name, env[name])]))
  if (tokens.length > new Set(tokens).size) throw new Error('--other-token-env holds the same token as --token-env')
  return tokens
}

/** The name is repeated only if it is one: somebody may have given the token itself. */
function tokenOf(flag: string, name: string, token: string | undefined): string {
  if (!/^[A-Z_][0-9A-Z_]*$/.test(name)) throw new Error(`${flag} takes the name of an environment variable, in capital letters, and never a token`)
  if (token === undefined || token === '') throw new Error(`${flag}: ${name} is not set`)
  if (TOKEN.test(token)) return token
  throw new Error(`${flag}: ${name} is no token`)
}

function clientIdOf(text: string): string {
  if (/^[\x21-\x7E]{1,128}$/.test(text)) return text
  throw new Error('--client-id takes an id without a space')
}

function originOf(text: string | undefined): string | undefined {
  if (text === undefined || (URL.canParse(text) && new URL(text).origin === text)) return text
  throw new Error(`--origin takes an origin such as https://shop.example.com: ${text}`)
}

function gatewayOf(text: string): string {
  if (OFFERED.includes(text)) return text
  throw new Error(`--gateway takes one of ${OFFERED.join(', ')}: ${text}`)
}

function amountOf(text: string): number {
  const fen = fenFromYuan(text)
  if (fen !== undefined && fen > 0) return fen
  throw new Error(`--amount takes yuan, more than 0 and with two decimals at most: ${text}`)
}

function recordOf(text: string | undefined): string | undefined {
  if (text !== '') return text
  throw new Error('--record-id takes the id of a product')
}

function capabilityOf(text: string): Capability {
  const known = CAPABILITIES.find((one) => one === text)
  if (known) return known
  throw new Error(`--require takes one of ${CAPABILITIES.join(', ')}: ${text}`)
}
