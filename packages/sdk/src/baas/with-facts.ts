import { HError, type HErrorDetails } from '../errors'

/** The same error with more said of the order. */
export function withFacts(error: HError, facts: HErrorDetails): HError {
  const details: HErrorDetails = error
  return new HError(error.code, error.message.replace(/^\d+: /, ''), { ...details, cause: error.cause, ...facts })
}
