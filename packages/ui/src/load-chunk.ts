/** What browsers say when a chunk of ours did not come: its address is the last word. */
const FAILED = /dynamically imported module: (https?:\S+)$/

let times = 0

/**
 * Loads a chunk and takes one thing from it. Where that fails, asks once more by another address: browsers remember a failed import for as
 * long as the page lives (https://github.com/whatwg/html/issues/6768), and a network that was away for a moment must not cost the payer the code.
 */
export async function loadChunk<Module, Wanted>(load: () => Promise<Module>, take: (module: Module) => Wanted): Promise<Wanted> {
  try {
    return take(await load())
  } catch (error) {
    const [, address] = FAILED.exec(String(error)) ?? []
    if (!address) throw error
    times += 1
    // A fragment makes it another module, and the server is asked for the same file. A bundler may have given its exports other names.
    const wanted = take((await import(/* @vite-ignore */ /* webpackIgnore: true */ `${address}#${times}`)) as Module)
    if (!wanted) throw error
    return wanted
  }
}
