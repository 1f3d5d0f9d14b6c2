/** Runs the works of one name one after the other, and gives each one's own result or error. */
export type Turns = <T>(name: string, work: () => Promise<T>) => Promise<T>

/** Creates turns that nobody waits for. */
export function createTurns(): Turns {
  const last = new Map<string, Promise<unknown>>()
  return (name, work) => {
    const result = (last.get(name) ?? Promise.resolve()).then(work)
    const ended = forgetAfter(result)
    last.set(name, ended)
    return result

    async function forgetAfter(running: Promise<unknown>): Promise<void> {
      await running.catch(() => {})
      if (last.get(name) === ended) last.delete(name)
    }
  }
}
