import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { ConfigError, readConfig, type Config, type ConfigSources } from './config'

/**
 * Reads a configuration from a file, where one is named, and the environment. Relative paths in it start at the file's own
 * directory, or at the working directory where there is no file.
 * @throws {ConfigError} with every problem that was found
 */
export function loadConfig(path: string | undefined, env: ConfigSources['env']): Config {
  const start = path === undefined ? '.' : dirname(path)
  return readConfig({ file: path === undefined ? {} : jsonOf(path), env, readText: (name) => textOf(resolve(start, name)) })
}

function jsonOf(path: string): unknown {
  const text = textOf(path)
  if (text === undefined) throw new ConfigError([`${path} can not be read`])
  try {
    return JSON.parse(text)
  } catch {
    // The parser's own message quotes the text, which holds keys.
    throw new ConfigError([`${path} is not JSON`])
  }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
