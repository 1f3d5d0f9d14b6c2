/** How deep lists and objects may lie in each other; deeper ones run the machine out of stack. */
const MAX_DEPTH = 64
// Texts with the colon of a name, and what begins or ends a list or an object. Of valid JSON nothing else matters here.
const TOKEN = /("[^"\\]*(?:\\.[^"\\]*)*")(\s*:)?|[[\]{}]/g

/**
 * Whether a text that is JSON says the same to every reader: no name comes twice in an object, none is `__proto__`, and it is
 * nested no deeper than anything that is meant. Of a repeated name the one reader takes the first and the other the last.
 */
export function isStrictJson(json: string): boolean {
  const open: Set<string>[] = []
  for (const [token, text, colon] of json.matchAll(TOKEN)) {
    if (token === '}' || token === ']') open.pop()
    else if (text === undefined) open.push(new Set())
    else if (colon !== undefined && !isNewName(JSON.parse(text), open.at(-1))) return false
    if (open.length > MAX_DEPTH) return false
  }
  return true
}

function isNewName(name: string, known: Set<string> | undefined): boolean {
  if (name === '__proto__' || known?.has(name)) return false
  known?.add(name)
  return true
}
