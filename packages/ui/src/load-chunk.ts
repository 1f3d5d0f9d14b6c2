/** What browsers say when a chunk of ours did not come: its address is the last word. */
const FAILED = /dynamically imported module: (https?:\S+)$/

let times = 0

/**
 * Loads a chunk and takes one thing from it. Where that fails, asks once more by another address: browsers remember a failed import for as
 * long as the page lives (https://github.com/whatwg/html/issues/6768), and a network that was away for a moment must not cost the payer the code.
 */
export async function loadChunk<Module, Wanted extends object>(load: () => Promise<Module>, take: (module: Module) => Wanted | undefined): Promise<Wanted> {
  try {
    const wanted = take(await load())
    if (wanted) return wanted
  } catch (error) {
    const address = FAILED.exec(String(error))?.[1]
    // A bundler may have given the chunk's exports other names.
    const wanted = address && take((await import(/* @vite-ignore */ /* webpackIgnore: true */ anew(address))) as Module)
    if (wanted) return wanted
    throw error
  }
  throw new Error('@baas-pay/ui: a chunk is not what it should be')
}

function anew(address: string): string {
  times += 1
  const url = new URL(address)
  url.searchParams.set('again', String(times))
  return url.href
}
