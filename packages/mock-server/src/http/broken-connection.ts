/**
 * Thrown where a connection is to break without an answer. It is no `Error`, so that an app's error handler, which would answer,
 * leaves it alone; a wing rejects with a `TypeError` then, as `fetch` does, and a port destroys the socket.
 */
export class BrokenConnection {
  readonly name = 'BrokenConnection'
}

/** What a wing rejects with, in `fetch`'s own form. */
export const asFetchFails = (cause: BrokenConnection): TypeError => new TypeError('fetch failed: the connection broke', { cause })

/** Whether a wing rejected because the connection is to break. */
export const isBroken = (error: unknown): boolean => error instanceof TypeError && error.cause instanceof BrokenConnection
