/**
 * A page for tests that run the mock server in the same process: the server needs Node's own web API, which a DOM environment would replace.
 * Imported before anything of Vue, which looks for a document once.
 */
import { Window } from 'happy-dom'

/** Where the payer is. */
export const PAGE_URL = 'http://127.0.0.1:5173/pay/return?cart=42'

const page = new Window({ url: PAGE_URL })
const names = [
  'document', 'location', 'history', 'getComputedStyle', 'matchMedia', 'requestAnimationFrame', 'Node', 'Element', 'HTMLElement', 'SVGElement', 'MathMLElement', 'Text', 'Comment',
  'HTMLDialogElement', 'HTMLInputElement', 'HTMLSelectElement', 'HTMLTextAreaElement', 'ShadowRoot', 'KeyboardEvent', 'MouseEvent', 'getSelection',
] as const

for (const name of names) Object.defineProperty(globalThis, name, { value: page[name as keyof typeof page], configurable: true, writable: true })
Object.defineProperty(globalThis, 'window', { value: page, configurable: true, writable: true })
