import { describe, expect, test } from 'vitest'
import { readCommand } from '../../src/cli-options'
import { readVerify, VERIFY_HELP, type VerifyCommand } from '../../src/verify/arguments'
import { CAPABILITIES } from '../../src/verify/target'

const URL_OF_SHOP = 'https://pay.example.com'
const ENV = { SHOP_TOKEN: 'a-secret-token', OTHER_TOKEN: 'another-token', SPACED: 'two words', EMPTY: '' }
const read = (...args: string[]): VerifyCommand => readVerify(args, ENV)

describe('the arguments of verify', () => {
  test('are few where nothing else is said', () => {
    expect(read(URL_OF_SHOP)).toStrictEqual({
      type: 'verify',
      target: { url: URL_OF_SHOP, clientId: 'demo', origin: undefined, tokens: [], gateway: 'weixin_tenpay_native', amountFen: 1, recordId: undefined, isPlain: false, required: [] },
    })
  })

  test('name the page, the users, the order and what may not be missing', () => {
    expect(read(`${URL_OF_SHOP}/pay/`, '--client-id', 'a4d2', '--origin', 'https://shop.example.com', '--token-env', 'SHOP_TOKEN', '--other-token-env', 'OTHER_TOKEN', '--gateway', 'alipay_wap', '--amount', '1.5', '--record-id', '5a6e', '--plain', '--require', 'token', '--require', 'close')).toStrictEqual({
      type: 'verify',
      target: { url: `${URL_OF_SHOP}/pay`, clientId: 'a4d2', origin: 'https://shop.example.com', tokens: ['a-secret-token', 'another-token'], gateway: 'alipay_wap', amountFen: 150, recordId: '5a6e', isPlain: true, required: ['token', 'close'] },
    })
  })

  test('are behind the word verify alone', () => {
    expect(readCommand(['verify', URL_OF_SHOP])).toMatchObject({ type: 'verify', command: { target: { url: URL_OF_SHOP } } })
    expect(readCommand(['--port', '0', 'verify'])).toMatchObject({ type: 'mistake' })
  })

  test('may ask for help, which names every capability', () => {
    expect(read('--help')).toStrictEqual({ type: 'help' })
    for (const capability of CAPABILITIES) expect(VERIFY_HELP).toContain(capability)
  })

  test.each<[string, string[], string]>([
    ['no address', [], 'address of a server'],
    ['two addresses', [URL_OF_SHOP, URL_OF_SHOP], 'one address'],
    ['what is no address', ['pay.example.com'], 'http(s) address'],
    ['another scheme', ['ftp://pay.example.com'], 'http(s) address'],
    ['a query', [`${URL_OF_SHOP}?a=b`], 'http(s) address'],
    ['a password', ['https://a:secret@pay.example.com'], 'http(s) address'],
    ['a flag that there is none of', [URL_OF_SHOP, '--token', 'x'], '--token'],
    ['an origin with a path', [URL_OF_SHOP, '--origin', 'https://shop.example.com/'], '--origin takes an origin'],
    ['a client id with a space', [URL_OF_SHOP, '--client-id', 'a b'], '--client-id'],
    ['a gateway of payment codes', [URL_OF_SHOP, '--gateway', 'weixin_tenpay_micropay'], '--gateway takes one of'],
    ['a gateway that needs a login', [URL_OF_SHOP, '--gateway', 'weixin_tenpay_js'], '--gateway takes one of'],
    ['an amount of nothing', [URL_OF_SHOP, '--amount', '0'], '--amount'],
    ['an amount of three decimals', [URL_OF_SHOP, '--amount', '0.001'], '--amount'],
    ['an empty product', [URL_OF_SHOP, '--record-id', ''], '--record-id'],
    ['an invented capability', [URL_OF_SHOP, '--require', 'money'], '--require takes one of'],
    ['a variable that is not set', [URL_OF_SHOP, '--token-env', 'NOBODYS_TOKEN'], 'NOBODYS_TOKEN is not set'],
    ['an empty variable', [URL_OF_SHOP, '--token-env', 'EMPTY'], 'EMPTY is not set'],
    ['a token with a space', [URL_OF_SHOP, '--token-env', 'SPACED'], 'SPACED is no token'],
    ['a second user without a first', [URL_OF_SHOP, '--other-token-env', 'SHOP_TOKEN'], 'goes with --token-env'],
    ['one user twice', [URL_OF_SHOP, '--token-env', 'SHOP_TOKEN', '--other-token-env', 'SHOP_TOKEN'], 'the same token'],
    ['a token over plain http', ['http://pay.example.com', '--token-env', 'SHOP_TOKEN'], 'by https'],
  ])('rule 9: are refused with %s', (_, args, message) => {
    expect(read(...args)).toStrictEqual({ type: 'mistake', message: expect.stringContaining(message) })
  })

  test.each([[['--token-env', 'a-secret-token']], [['--token-env', 'SHOP_TOKEN', '--amount', 'x']], [['--token-env', 'SHOP_TOKEN', '--other-token-env', 'SHOP_TOKEN']], [['--token-env', 'SPACED']]])('rule 8: never show a token: %o', (args) => {
    const { message } = { message: '', ...read(URL_OF_SHOP, ...args) }
    expect(message).not.toBe('')
    expect(message).not.toMatch(/a-secret-token|two words/)
  })
})
