/** Where a link of a repository's page leads on the site: the READMEs are pages here too, and sources are not. */

const README_PAGES: Readonly<Record<string, string>> = { sdk: '/sdk', ui: '/ui', 'mock-server': '/mock-server' }

/**
 * The site's address of a relative link, as it stands in a page of `docs/` or in a package's README. `undefined` where the site has
 * no such page: the link's text remains, and the repository has the file.
 */
export function siteLink(href: string): string | undefined {
  const [path = '', hash] = href.split('#', 2)
  const anchor = hash === undefined ? '' : `#${hash}`
  if (/^[a-z]+:/.test(href) || path === '' || path.startsWith('/')) return href
  const [, above = '', page] = /^(\.\/|(?:\.\.\/)+(?:docs\/)?)?((?:zh\/)?[a-z][\w-]*)\.md$/.exec(path) ?? []
  if (page !== undefined) return `${above.startsWith('..') ? '/' : './'}${page}${anchor}`
  const [, name = ''] = /^(?:\.\.\/)+(?:packages\/)?([\w-]+)\/README\.md$/.exec(path) ?? []
  const readme = README_PAGES[name]
  return readme === undefined ? undefined : `${readme}${anchor}`
}

interface Token {
  type: string
  attrGet: (name: string) => string | null
  attrSet: (name: string, value: string) => void
}

interface State {
  tokens: { children: Token[] | null }[]
  env: { relativePath?: string }
}

/** A markdown-it plugin: every link by {@link siteLink}, and where there is no page the text alone. TypeDoc's pages link among themselves. */
export function siteLinks(markdown: { core: { ruler: { push: (name: string, rule: (state: State) => void) => void } } }): void {
  markdown.core.ruler.push('site-links', ({ tokens, env }) => {
    if (env.relativePath?.startsWith('reference/')) return
    for (const { children } of tokens) if (children) lead(children)
  })
}

function lead(tokens: Token[]): void {
  let isDropped = false
  for (const token of tokens) {
    if (token.type === 'link_open') {
      const to = siteLink(token.attrGet('href') ?? '')
      isDropped = to === undefined
      if (to !== undefined) token.attrSet('href', to)
    }
    if (!isDropped || !/^link_(open|close)$/.test(token.type)) continue
    if (token.type === 'link_close') isDropped = false
    // markdown-it renders a token by its type: an empty text is nothing on the page.
    Object.assign(token, { type: 'text', content: '', tag: '' })
  }
}
