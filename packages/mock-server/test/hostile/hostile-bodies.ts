/** A body as it is sent. */
export type Bytes = string | Uint8Array<ArrayBuffer>

/** What somebody makes of a good body to get something past the server. */
export type Spoiled = readonly (readonly [what: string, of: (good: string) => Bytes])[]

const utf8 = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(new TextEncoder().encode(text))

/** The body as UTF-8 with a byte before its second character that belongs nowhere. */
function broken(good: string): Bytes {
  const bytes = utf8(good)
  return Uint8Array.from([...bytes.slice(0, 1), 0xff, ...bytes.slice(1)])
}

const utf16 = (good: string): Bytes => new Uint8Array(Buffer.from(`\ufeff${good}`, 'utf16le'))
const withField = (field: string) => (good: string): string => good.replace('{', () => `{${field},`)
const firstName = (good: string): string => /^\{"(\w+)":/.exec(good)?.[1] ?? ''
const escaped = (name: string): string => `\\u${name.charCodeAt(0).toString(16).padStart(4, '0')}${name.slice(1)}`

/** Of a JSON object with a field at least. */
export const SPOILED_JSON: Spoiled = [
  ['nothing', () => ''],
  ['space', () => ' \n'],
  ['null', () => 'null'],
  ['a list', (good) => `[${good}]`],
  ['a text', (good) => JSON.stringify(good)],
  ['a number', () => '1'],
  ['a form', () => 'amount_fen=1&name=slow'],
  ['XML', () => '<xml><name>slow</name></xml>'],
  ['half of it', (good) => good.slice(0, -1)],
  ['it twice', (good) => good + good],
  ['a comment', (good) => `${good}//`],
  ['a comma too many', (good) => good.replace(/\}$/, ',}')],
  ['broken UTF-8', broken],
  ['UTF-16', utf16],
  ['a NUL', (good) => `${good}\u0000`],
  ['a field twice', (good) => withField(`"${firstName(good)}":"other"`)(good)],
  ['a field twice, once by an escape', (good) => withField(`"${escaped(firstName(good))}":"other"`)(good)],
  ['a field twice further in', withField('"x":[{"a":1,"b":{},"a":1}]')],
  ['__proto__', withField('"__proto__":{"polluted":true}')],
  ['__proto__ further in', withField('"x":{"y":[{"__proto__":{"polluted":true}}]}')],
  ['__proto__ by an escape', withField(String.raw`"\u005f_proto__":{"polluted":true}`)],
  ['lists in lists', withField(`"x":${'['.repeat(20_000)}${']'.repeat(20_000)}`)],
  ['objects in objects', withField(`"merchandise_snapshot":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`)],
]

const sealedAs = (change: (sealed: string) => string) => (good: string): string => good.replace(/(<req_info><!\[CDATA\[)(.*?)(?=\]\])/, (_, tag: string, sealed: string) => tag + change(sealed))
const ofAnother = (name: string, by: string) => (good: string): string => good.replace(`<${name}><![CDATA[`, () => `<${name}><![CDATA[${by}`)
const withXmlField = (field: string) => (good: string): string => good.replace('<xml>', () => `<xml>${field}`)
const unsigned = (good: string): string => good.replace(/<sign>.*?<\/sign>/, '')
const signedAs = (sign: string) => (good: string): string => good.replace(/(<sign><!\[CDATA\[).*?\]\]>/, `$1${sign}]]>`)

/** Of a document that nobody but WeChat Pay and its merchant can write. */
export const SPOILED_XML: Spoiled = [
  ['nothing', () => ''],
  ['space', () => ' \n'],
  ['JSON', () => '{"return_code":"SUCCESS"}'],
  ['half of it', (good) => good.slice(0, -3)],
  ['it twice', (good) => good + good],
  ['it in a list', (good) => `<list>${good}</list>`],
  ['another root', (good) => good.replaceAll('xml>', 'root>')],
  ['a DTD', (good) => `<!DOCTYPE xml>${good}`],
  ['a DTD from elsewhere', (good) => `<!DOCTYPE xml SYSTEM "http://evil.example/x.dtd">${good}`],
  ['a DTD in lower case after a declaration', (good) => `<?xml version="1.0"?><!doctype xml>${good}`],
  ['an entity of a file', (good) => `<!DOCTYPE xml [<!ENTITY x SYSTEM "file:///etc/passwd">]>${withXmlField('<attach>&x;</attach>')(good)}`],
  ['entities of entities', (good) => `<!DOCTYPE xml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>${withXmlField('<attach>&c;</attach>')(good)}`],
  ['an entity without a DTD', withXmlField('<attach>&x;</attach>')],
  ['a reference to half a character', withXmlField('<attach>&#xD800;</attach>')],
  ['a reference to a control character', withXmlField('<attach>&#1;</attach>')],
  ['broken UTF-8', broken],
  ['UTF-16', utf16],
  ['a NUL', withXmlField('<attach>\u0000</attach>')],
  ['a field twice', (good) => good.replace(/<(\w+)>(?:(?!<\/\1>).)*<\/\1>(?=<\/xml>)/, '$&$&')],
  ['its signature twice', (good) => good.replace('</xml>', `${/<(sign|req_info)>.*<\/\1>/.exec(good)?.[0] ?? '<sign/>'}</xml>`)],
  ['a number twice', withXmlField('<out_trade_no>x</out_trade_no><out_trade_no>y</out_trade_no>')],
  ['__proto__', withXmlField('<__proto__>x</__proto__>')],
  ['constructor', withXmlField('<constructor>x</constructor>')],
  ['a field in a field', withXmlField('<attach><out_trade_no>x</out_trade_no></attach>')],
  ['an attribute', (good) => good.replace('<xml>', '<xml polluted="true">')],
  ['elements in elements', withXmlField(`${'<a>'.repeat(8000)}${'</a>'.repeat(8000)}`)],
  ['fields without end', withXmlField(Array.from({ length: 4000 }, (_, index) => `<f${index}/>`).join(''))],
]

/** Of a message with a signature in it. */
export const SPOILED_SIGNATURE: Spoiled = [
  ['no signature', unsigned],
  ['an empty signature', signedAs('')],
  ['another signature', signedAs('A'.repeat(32))],
  ['a signature as long as the other kind\'s', signedAs('A'.repeat(64))],
  ['a signature too short', signedAs('A')],
  ['a signature in other letters than these', signedAs('签'.repeat(32))],
  ['a sign_type of its own', withXmlField('<sign_type>NONE</sign_type>')],
  ['a field that was not signed', withXmlField('<detail>x</detail>')],
  ['a field named like an object\'s member that was not signed', withXmlField('<valueOf>x</valueOf>')],
  ['another appid', ofAnother('appid', 'y')],
  ['another account', ofAnother('mch_id', '9')],
]

/** Of a document whose `req_info` is sealed with the account's key. */
export const SPOILED_SEAL: Spoiled = [
  ['no seal', sealedAs(() => '')],
  ['a seal that is no base64', sealedAs(() => '签名!')],
  ['half a seal', sealedAs((sealed) => sealed.slice(0, sealed.length / 2))],
  ['a seal with a character less', sealedAs((sealed) => sealed.replace(/.=*$/, ''))],
  ['a seal without its last block', sealedAs((sealed) => Buffer.from(sealed, 'base64').subarray(0, -16).toString('base64'))],
  ['a seal with another first block', sealedAs((sealed) => Buffer.from(sealed, 'base64').fill(0, 0, 16).toString('base64'))],
  ['a seal of nothing', sealedAs(() => 'AAAAAAAAAAAAAAAAAAAAAA==')],
  ['what is sealed, in the open', sealedAs(() => Buffer.from('<root><refund_status>SUCCESS</refund_status></root>').toString('base64'))],
  ['another appid', ofAnother('appid', 'y')],
  ['another account', ofAnother('mch_id', '9')],
]

const withParam = (name: string, change: (value: string) => string) => (good: string): string => good.replace(new RegExp(`(^|&)(${name}=)([^&]*)`), (_, before: string, key: string, value: string) => before + key + change(value))

/** Of a form that Alipay and its merchant sign. */
export const SPOILED_FORM: Spoiled = [
  ['nothing', () => ''],
  ['space', () => ' \n'],
  ['JSON', () => '{"app_id":"1"}'],
  ['XML', () => '<xml><app_id>1</app_id></xml>'],
  ['half of it', (good) => good.slice(0, good.length / 2)],
  ['it twice', (good) => `${good}&${good}`],
  ['a parameter twice', (good) => `${good}&version=1.0`],
  ['a parameter twice, once by an escape', (good) => `${good}&%76ersion=1.0`],
  ['a parameter that was not signed', (good) => `${good}&app_auth_token=x`],
  ['__proto__', (good) => `${good}&__proto__=polluted`],
  ['constructor', (good) => `${good}&constructor=polluted`],
  ['parameters without end', (good) => `${good}&${Array.from({ length: 5000 }, (_, index) => `p${index}=`).join('&')}`],
  ['broken UTF-8', withParam('charset', (value) => `${value}%ff`)],
  ['broken UTF-8 as it is', broken],
  ['UTF-16', utf16],
  ['another charset', withParam('charset', () => 'gbk')],
  ['no signature', (good) => good.replace(/&?\bsign=[^&]*/, '')],
  ['an empty signature', withParam('sign', () => '')],
  ['another signature', withParam('sign', (value) => value.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')))],
  ['its signature in another spelling', withParam('sign', (value) => `${value}%0A`)],
  ['its signature without its end', withParam('sign', (value) => value.replace(/(%3D|=)+$/i, ''))],
  ['a signature in other letters than these', withParam('sign', () => encodeURIComponent('签名'))],
  ['no sign_type', (good) => good.replace(/&?\bsign_type=[^&]*/, '')],
  ['the other sign_type', withParam('sign_type', () => 'RSA')],
  ['a sign_type of its own', withParam('sign_type', () => 'NONE')],
  ['another app', withParam('app_id', (value) => `${value}0`)],
  ['another order', (good) => good.replace(/out_trade_no(=|%22%3A%22)/, '$&x')],
]
