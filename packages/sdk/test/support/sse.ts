/** A `listen` port over a function that fetches, as EventSource does it: for a server in process. */
import type { Listen } from '../../src/index'

export const listenBy = (get: (url: string, signal: AbortSignal) => Promise<Response>): Listen => (url, onNudge, onLive) => {
  const controller = new AbortController()
  const read = async () => {
    const response = await get(url, controller.signal)
    const reader = response.status === 200 ? response.body?.pipeThrough(new TextDecoderStream()).getReader() : undefined
    if (!reader) return
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      onLive(true)
      if (/^data:/m.test(chunk.value)) onNudge()
    }
  }
  read().catch(() => undefined).finally(() => { if (!controller.signal.aborted) onLive(false) })
  return () => controller.abort()
}
