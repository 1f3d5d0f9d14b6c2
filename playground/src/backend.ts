/** The backends that every page runs on, by the name that an address gives them. */
export const backends = { mincloud: 'MinCloud', walnut: 'Walnut' } as const

/** One of them. */
export type BackendName = keyof typeof backends

/** The one that this page was loaded for; MinCloud, unless the address says `?backend=walnut`. */
export const backendName: BackendName = new URLSearchParams(location.search).get('backend') === 'walnut' ? 'walnut' : 'mincloud'

export const isWalnut = backendName === 'walnut'

/** What the address of a page has to say for a backend. */
export const queryFor = (name: BackendName): Readonly<Record<string, string>> => (name === 'mincloud' ? {} : { backend: name })

/** A page of the playground, on the backend of this one. */
export const pageAt = (path: string) => ({ path, query: queryFor(backendName) })

/** What this browser keeps of one backend's orders, the other has nothing to do with. */
export const keyFor = (name: string): string => (isWalnut ? `playground.walnut.${name}` : `playground.${name}`)
