import { existsSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'

/** One answer of an operation, or where it stands in the document. */
export interface OpenApiResponse {
  readonly $ref?: string
  readonly headers?: Readonly<Record<string, { readonly required?: boolean }>>
  readonly content?: Readonly<Record<string, { readonly schema: unknown }>>
}

/** One operation as `openapi.yaml` has it. */
export interface OpenApiOperation {
  readonly operationId: string
  readonly responses: Readonly<Record<string, OpenApiResponse>>
}

/** As much of the document as is read here; each path has nothing but its methods. */
export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OpenApiOperation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, { readonly enum?: readonly string[], readonly examples?: readonly unknown[] }>> }
}

/** An operation, and how it is called. */
export interface Operation extends OpenApiOperation { readonly method: string, readonly path: string }

// The file lies one level up from dist, and two from this source.
const FILES = ['../openapi.yaml', '../../openapi.yaml'].map((path) => new URL(path, import.meta.url))

/** Reads the package's own `openapi.yaml`. */
export function readOpenApi(): OpenApi {
  const file = FILES.find((url) => existsSync(url))
  if (!file) throw new Error('openapi.yaml is missing from the package')
  return parse(readFileSync(file, 'utf8'))
}

/** Every operation of a document. */
export function operationsOf({ paths }: OpenApi): readonly Operation[] {
  return Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path })))
}
