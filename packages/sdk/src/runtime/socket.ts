/** A WebSocket, as a port. */

/** One connection. */
export interface Socket {
  /** Says something, once it is open. */
  send(text: string): void
  close(): void
}

/** What is heard of a connection. */
export interface SocketEars {
  readonly onOpen: () => void
  readonly onMessage: (data: unknown) => void
  /** It is lost, or never came about; not after `close`. */
  readonly onClose: () => void
}

/** Connects; undefined where it can't. */
export type Connect = (url: string, ears: SocketEars) => Socket | undefined

/** By WebSocket, looked up late. */
export const browserConnect: Connect = (url, { onOpen, onMessage, onClose }) => {
  if (typeof WebSocket === 'undefined') return undefined
  const socket = new WebSocket(url)
  let isClosed = false
  socket.addEventListener('open', () => { if (!isClosed) onOpen() })
  socket.addEventListener('message', ({ data }) => { if (!isClosed) onMessage(data) })
  socket.addEventListener('close', () => { if (!isClosed) onClose() })
  return {
    send: (text) => socket.send(text),
    close() {
      isClosed = true
      socket.close()
    },
  }
}
