import { HError, type HErrorDetails } from '../errors'

/** The same error with more said of the order. */
export const withFacts = (error: HError, facts: HErrorDetails): HError =>
  new HError(error.code, error.message.replace(/^\d+: /, ''), { ...error, cause: error.cause, ...facts } as HErrorDetails)
