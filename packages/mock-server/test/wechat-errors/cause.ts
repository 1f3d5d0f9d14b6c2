import type { merchantOf } from '../cashier'
import type { Mock } from '../mock'
import type { PRODUCED } from './table'

/** An operation by its name. */
export type Operation = Exclude<keyof typeof PRODUCED, 'every'>

/** A merchant's calls, and the server that they go to. */
export type Bench = ReturnType<typeof merchantOf> & { readonly mock: Mock }

/** Leads the simulation to where an operation gives its error, and gives its answer. */
export type Cause = (bench: Bench) => Promise<Record<string, string>>

/** The causes of an operation's errors: one for each of its lines in the table. */
export type CausesOf<Name extends Operation> = { readonly [Code in keyof (typeof PRODUCED)[Name]]: Cause }
