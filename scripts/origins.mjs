// Where a server that binds a host and a port is reached.

const isEverywhere = (host) => host === '0.0.0.0' || host === '::'
const bracketed = (host) => (host.includes(':') ? `[${host}]` : host)

/** The origin for a browser; for every address, the one on this machine. */
export const originOf = (host, port) => `http://${isEverywhere(host) ? '127.0.0.1' : bracketed(host)}:${port}`

/** Whether only this machine gets there by that origin. */
export const isHere = (host) => isEverywhere(host) || host === 'localhost' || host === '::1' || host.startsWith('127.')
