import { V3Error, type Detail } from './failure'

/** What a text must be: so many characters at most, or of a form. */
export type Form = number | RegExp

/** The fields of one object of a request, each read with its form. Whatever is wrong is a PARAM_ERROR that names the field. */
export interface Params {
  /** A text that must be there and not be empty. @throws {V3Error} */
  text(name: string, form: Form): string
  /** The same, or an empty text where it is missing or null. @throws {V3Error} */
  optional(name: string, form: Form): string
  /** A whole number of fen from 1. @throws {V3Error} */
  fen(name: string): number
  /** The fields of an object that must be there. @throws {V3Error} */
  object(name: string): Params
  /** The same, or no fields where it is missing or null. @throws {V3Error} */
  some(name: string): Params
  /** A field of the wrong form. */
  wrong(name: string, issue: string): V3Error
}

// A payment code is in no error.
const SECRET = 'auth_code'
const MAX_FEN = 9_999_999_999

/** Reads the fields of an object, which lies at `path` of the body, query or path. */
export function paramsOf(fields: object, location: NonNullable<Detail['location']>, path = ''): Params {
  const valueOf = (name: string): unknown => (Object.hasOwn(fields, name) ? Reflect.get(fields, name) ?? undefined : undefined)

  function wrong(name: string, issue: string): V3Error {
    const [field, value] = [`${path}/${name}`, valueOf(name)]
    const isShown = name !== SECRET && (typeof value === 'number' || (typeof value === 'string' && value.length <= 128))
    return new V3Error('PARAM_ERROR', `输入源“/${location}${field}”校验失败：${issue}`, { field, issue, location, ...(isShown && { value }) })
  }

  function textOf(name: string, form: Form): string | undefined {
    const value = valueOf(name)
    if (value === undefined || value === '') return undefined
    if (typeof value !== 'string') throw wrong(name, '须为字符串')
    if (typeof form === 'number' ? Array.from(value).length > form : !form.test(value)) throw wrong(name, typeof form === 'number' ? `超过${form}个字符` : '格式不正确')
    return value
  }

  function objectOf(name: string): object | undefined {
    const value = valueOf(name)
    if (value !== undefined && (typeof value !== 'object' || value === null || Array.isArray(value))) throw wrong(name, '须为对象')
    return value
  }

  const missing = (name: string): never => { throw wrong(name, '此字段为必填项') }
  return {
    wrong,
    text: (name, form) => textOf(name, form) ?? missing(name),
    optional: (name, form) => textOf(name, form) ?? '',
    fen(name) {
      const value = valueOf(name) ?? missing(name)
      if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 1 || value > MAX_FEN) throw wrong(name, '须为不小于1的整数')
      return value
    },
    object: (name) => paramsOf(objectOf(name) ?? missing(name), location, `${path}/${name}`),
    some: (name) => paramsOf(objectOf(name) ?? {}, location, `${path}/${name}`),
  }
}
