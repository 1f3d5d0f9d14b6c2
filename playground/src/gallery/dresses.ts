/** Themes that a shop could have made: each is a block of documented variables in `styles/dresses.css`, and nothing else. */
export const dresses = { ink: '墨', peach: '蜜桃', 'night-market': '夜市' } as const

/** The name of one. */
export type Dress = keyof typeof dresses

const isDress = (name: unknown): name is Dress => typeof name === 'string' && Object.keys(dresses).includes(name)

/** Dresses the page and every payment component on it; anything that is no dress takes it off. */
export function wear(name: unknown): void {
  const root = document.documentElement
  if (isDress(name)) root.dataset.demoDress = name
  else delete root.dataset.demoDress
}
