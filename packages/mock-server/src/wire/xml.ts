import { XMLParser, XMLValidator } from 'fast-xml-parser'

/** Field names and their text, exactly as they were sent. Has no prototype. */
export type Fields = Readonly<Record<string, string>>

/** The text is not a flat document of the form `<xml><name>value</name>…</xml>`. */
export class XmlError extends Error {
  override readonly name = 'XmlError'
}

const MAX_FIELDS = 200
const NAME = /^[A-Za-z][A-Za-z0-9_]*$/
// Tab and line ends are the only control characters that a text has, and none has half a character, also by reference.
const FORBIDDEN_CHARACTER = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\ufffe\uffff]/u
const NAMED = new Map(Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }))

// Entities are decoded here: the parser would decode those that a DTD defines, and only some of the numeric ones.
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  ignoreDeclaration: true,
  parseTagValue: false,
  trimValues: false,
  processEntities: false,
  cdataPropName: '#cdata',
})

type Node = Readonly<Record<string, unknown>>

/**
 * Reads the flat XML of WeChat Pay v2: CDATA or plain text, values untouched. Refuses a DTD, entities beyond XML's five,
 * attributes, nesting, and a field that comes twice.
 * @param rootName the document's element; what a refund notify encrypts has `root`
 * @throws {XmlError}
 */
export function parseXml(text: string, rootName: 'xml' | 'root' = 'xml'): Fields {
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) throw new XmlError('a DTD is not accepted')
  if (FORBIDDEN_CHARACTER.test(text)) throw new XmlError('a control character is not accepted')
  const roots = parseNodes(text).filter((node) => !isBlank(node))
  const [root] = roots
  if (!root || roots.length > 1 || nameOf(root) !== rootName) throw new XmlError(`the root element is <${rootName}>`)
  return readFields(childrenOf(root, rootName).filter((node) => !isBlank(node)))
}

function parseNodes(text: string): Node[] {
  try {
    if (XMLValidator.validate(text) === true) return parser.parse(text)
  } catch (cause) {
    throw new XmlError('not well-formed', { cause })
  }
  throw new XmlError('not well-formed')
}

function readFields(nodes: readonly Node[]): Fields {
  if (nodes.length > MAX_FIELDS) throw new XmlError('too many fields')
  const fields: Record<string, string> = Object.create(null)
  for (const node of nodes) {
    const name = nameOf(node)
    if (!NAME.test(name)) throw new XmlError('a field has a name that is not accepted')
    if (name in fields) throw new XmlError(`<${name}> comes twice`)
    fields[name] = childrenOf(node, name).map(textOf).join('')
  }
  return fields
}

/** An element has one key, its name, and `:@` if it has attributes, which no field of this protocol has. */
function nameOf(node: Node): string {
  const [name, ...more] = Object.keys(node)
  if (name === undefined || more.length > 0) throw new XmlError('attributes are not accepted')
  return name
}

function childrenOf(node: Node, name: string): Node[] {
  const children = node[name]
  if (!Array.isArray(children)) throw new XmlError('text is not accepted between fields')
  return children
}

function textOf(node: Node): string {
  if (typeof node['#text'] === 'string') return decode(node['#text'])
  if (!('#cdata' in node)) throw new XmlError('a field holds text only')
  return childrenOf(node, '#cdata').map((part) => String(part['#text'])).join('')
}

const isBlank = (node: Node): boolean => typeof node['#text'] === 'string' && node['#text'].trim() === ''

function decode(text: string): string {
  return text.replace(/&([^;&]*);?/g, (whole, name: string) => {
    const character = whole.endsWith(';') ? characterOf(name) : undefined
    if (character === undefined || FORBIDDEN_CHARACTER.test(character)) throw new XmlError('an entity is not accepted')
    return character
  })
}

function characterOf(name: string): string | undefined {
  const named = NAMED.get(name)
  if (named !== undefined) return named
  const reference = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(name)
  if (!reference) return undefined
  const code = reference[1] ? Number.parseInt(reference[1], 16) : Number(reference[2])
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined
}

/** Writes fields in their order as WeChat Pay does, each in CDATA; empty ones are left out. */
export function buildXml(fields: Readonly<Record<string, string | undefined>>, rootName: 'xml' | 'root' = 'xml'): string {
  const lines = Object.entries(fields)
    .filter((field): field is [string, string] => field[1] !== undefined && field[1] !== '')
    .map(([name, value]) => `<${name}><![CDATA[${value.replaceAll(']]>', ']]]]><![CDATA[>')}]]></${name}>`)
  return `<${rootName}>${lines.join('')}</${rootName}>`
}
