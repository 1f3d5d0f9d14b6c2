/** The backends that every page of the playground runs on. */
export type Backend = 'mincloud' | 'walnut'

export const backends: readonly Backend[] = ['mincloud', 'walnut']

/** A page of the playground on one of them; on the one that pages begin with where none is named. */
export const at = (path: string, backend: Backend = 'mincloud'): string => (backend === 'mincloud' ? path : `${path}?backend=${backend}`)
