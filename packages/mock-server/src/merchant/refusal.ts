import { ProviderError } from './provider'

/** Takes a provider's refusals for answers, by their code; whatever else a call rejects with is thrown on. */
export function refusedAs<Answer>(answers: Readonly<Record<string, Answer>>): (error: unknown) => Answer {
  return (error) => {
    const found = error instanceof ProviderError && Object.entries(answers).find(([code]) => code === error.code)
    if (!found) throw error
    return found[1]
  }
}
