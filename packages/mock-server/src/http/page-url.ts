const MAX_LENGTH = 2048

/** The address of a page on one of `origins`, without a name or a password in it; nothing for any other text. */
export function pageUrl(text: string | undefined, origins: readonly string[]): URL | undefined {
  if (text === undefined || text.length > MAX_LENGTH || !URL.canParse(text)) return undefined
  const url = new URL(text)
  const isPlain = url.username === '' && url.password === ''
  return isPlain && origins.includes(url.origin) ? url : undefined
}
