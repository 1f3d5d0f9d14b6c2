import ajvFormats from 'ajv-formats'
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import { operationsOf, readOpenApi, type OpenApi, type OpenApiResponse, type Operation } from './openapi'

/** An answer as the contract looks at it. */
export interface Told {
  readonly status: number
  readonly headers: Headers
  /** The parsed JSON, or nothing where it is none. */
  readonly body: unknown
}

/** What a server has to answer, operation by operation. */
export interface Contract {
  /** How an operation is called. @throws {Error} there is none of that name */
  readonly operation: (id: string) => Operation
  /** What of an answer is not as the document says, in words; nothing where all is. */
  readonly problemsOf: (id: string, told: Told) => readonly string[]
}

const KEY = 'openapi'

/** Makes the contract of a document. @param document @default the package's own */
export function createContract(document: OpenApi = readOpenApi()): Contract {
  const operations = new Map(operationsOf(document).map((one) => [one.operationId, one]))
  // The document is no schema by itself: words of OpenAPI's own are among those of JSON Schema.
  const ajv = ajvFormats.default(new Ajv2020({ strict: false, allErrors: true, validateSchema: false })).addSchema({ ...document }, KEY)
  const compiled = new Map<string, ValidateFunction>()

  function operation(id: string): Operation {
    const known = operations.get(id)
    if (!known) throw new Error(`openapi.yaml has no operation ${id}`)
    return known
  }

  function schemaAt(pointer: string): ValidateFunction {
    const validate = compiled.get(pointer) ?? ajv.compile({ $ref: `${KEY}${pointer}` })
    compiled.set(pointer, validate)
    return validate
  }

  return {
    operation,
    problemsOf(id, told) {
      const { method, path, responses } = operation(id)
      const status = [String(told.status), `${String(told.status).charAt(0)}XX`].find((one) => one in responses)
      if (status === undefined) return [`status ${told.status} is not in the contract`]
      const { pointer, response } = resolved(document, `#/paths/${escaped(path)}/${method.toLowerCase()}/responses/${status}`)
      const lacking = Object.entries(response.headers ?? {}).filter(([name, { required }]) => required && !told.headers.has(name)).map(([name]) => `status ${told.status} has no ${name}`)
      return [...lacking, ...bodyProblems(told, { pointer, response }, schemaAt)]
    },
  }
}

/** A response, and where it stands. */
interface Placed { readonly pointer: string, readonly response: OpenApiResponse }

function bodyProblems({ status, headers, body }: Told, { pointer, response }: Placed, schemaAt: (pointer: string) => ValidateFunction): readonly string[] {
  const [type] = Object.keys(response.content ?? {})
  if (type === undefined) return []
  const given = headers.get('content-type') ?? 'none'
  if (!given.toLowerCase().startsWith(type)) return [`status ${status} has the content type ${given} and not ${type}`]
  if (type !== 'application/json') return []
  const validate = schemaAt(`${pointer}/content/${escaped(type)}/schema`)
  return validate(body) ? [] : (validate.errors ?? []).filter(({ keyword }) => keyword !== 'if').map((error) => `status ${status}: ${inWords(error)}`)
}

/** Where a pointer leads, over the document's own references. */
function resolved(document: OpenApi, pointer: string): Placed {
  const response: OpenApiResponse = pointer.split('/').slice(1).reduce<unknown>((at, key) => Reflect.get(Object(at), unescaped(key)), document) ?? {}
  return response.$ref === undefined ? { pointer, response } : resolved(document, response.$ref)
}

/** What is wrong and where, without the value: it may be a secret. */
const inWords = ({ instancePath, message = 'is not as it should be', params }: ErrorObject): string => `${instancePath === '' ? 'the body' : instancePath.slice(1)} ${message}${'allowedValue' in params ? ` ${String(params['allowedValue'])}` : ''}`

const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1')
const unescaped = (key: string): string => key.replaceAll('~1', '/').replaceAll('~0', '~')
