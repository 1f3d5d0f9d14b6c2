/** Hands an error to the page as an uncaught one, so that it reaches the console and the shop's own error tracking. */
export function reportMisuse(error: unknown): void {
  if (typeof globalThis.reportError === 'function') globalThis.reportError(error)
  // Browsers of our floor have no `reportError`.
  else setTimeout(() => { throw error })
}
