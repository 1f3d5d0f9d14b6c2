import { isPlaceName } from './screens.js'

/**
 * What the address asks for behind its `#`, which never reaches a server: `content=` carries what a camera would have read,
 * and a place's name, such as `code`, opens it.
 */
export function readAddress() {
  const hash = location.hash.slice(1)
  return { content: new URLSearchParams(hash).get('content') || undefined, place: isPlaceName(hash) ? hash : undefined }
}

/** Forgets it, once it was followed. */
export const clearAddress = () => history.replaceState(null, '', location.pathname)
