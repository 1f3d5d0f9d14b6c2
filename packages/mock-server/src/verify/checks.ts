import type { Check } from './check'
import { BROWSER } from './checks/browser'
import { CREATE } from './checks/create'
import { FIND } from './checks/find'
import { LIFE } from './checks/life'
import { LIST } from './checks/list'
import { LOGIN } from './checks/login'
import { PUSH } from './checks/push'
import { REFUSE } from './checks/refusals'
import { TOKEN } from './checks/token'

/** Every check, in the order in which they are made. */
export const CHECKS: readonly Check[] = [...CREATE, ...TOKEN, ...FIND, ...LIST, ...LOGIN, ...REFUSE, ...PUSH, ...BROWSER, ...LIFE]
