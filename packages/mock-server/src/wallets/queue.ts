/** Runs one piece of work after the other, and gives each one's own result or error. */
export type Queue = <T>(work: () => Promise<T>) => Promise<T>

/** Creates a queue that is empty. */
export function createQueue(): Queue {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const result = last.then(work)
    last = result.catch(() => {})
    return result
  }
}
