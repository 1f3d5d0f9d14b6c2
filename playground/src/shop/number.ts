/** A number of the shop's own for something that is paid once. */
export const newNumber = (kind: string): string => `${kind}-${[...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
