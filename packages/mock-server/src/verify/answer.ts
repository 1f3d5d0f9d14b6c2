/** What a server has answered, read leniently: what is missing shows as nothing. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  /** The whole body as it came. */
  readonly text: string
  /** The parsed JSON, or nothing where it is none. */
  readonly json: unknown
}

/** Reads an answer to its end. */
export async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, json: parsed(text) }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A field of an object, or nothing. */
export const fieldOf = (value: unknown, name: string): unknown => (typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined)

/** A field as text, where it is a text or a number. */
export function textOf(value: unknown, name: string): string | undefined {
  const field = fieldOf(value, name)
  return typeof field === 'string' || typeof field === 'number' ? String(field) : undefined
}

/** The orders of a list. */
export function ordersIn({ json }: Answer): readonly unknown[] {
  const objects = fieldOf(json, 'objects')
  return Array.isArray(objects) ? objects : []
}

/** Whether a request was refused as a mistake of the caller. */
export const isRefusal = ({ status }: Pick<Answer, 'status'>): boolean => status >= 400 && status < 500

/** Whether a request was done. */
export const isDone = ({ status }: Pick<Answer, 'status'>): boolean => status >= 200 && status < 300

/** Whether a server has no such route, as far as its status says. */
export const isNoRoute = ({ status }: Pick<Answer, 'status'>): boolean => [404, 405, 501].includes(status)
