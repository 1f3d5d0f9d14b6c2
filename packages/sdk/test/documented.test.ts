import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

const fileOf = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const doors = ['../src/index.ts', '../src/axios.ts'].map(fileOf)
const { config } = ts.readConfigFile(fileOf('../tsconfig.json'), (path) => ts.sys.readFile(path)) as { config: object }
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, fileOf('..'))
const program = ts.createProgram(doors, options)
const checker = program.getTypeChecker()

/** What a door gives, by name, with the text of its docstring. */
function exportsOf(door: string): (readonly [name: string, text: string])[] {
  const file = program.getSourceFile(door)
  const module = file && checker.getSymbolAtLocation(file)
  return (module ? checker.getExportsOfModule(module) : []).map((one) => {
    const meant = one.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(one) : one
    return [one.name, ts.displayPartsToString(meant.getDocumentationComment(checker))]
  })
}

describe('what the package exports', () => {
  it.each(doors.map((door) => [door.replace(/^.*\/src\//, ''), door] as const))('of %s is documented, each by at least a sentence', (_name, door) => {
    const found = exportsOf(door)
    expect(found.length).toBeGreaterThan(0)
    expect(found.filter(([, text]) => text.trim().length < 12).map(([name]) => name)).toEqual([])
  })
})
