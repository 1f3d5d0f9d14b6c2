// Finds out whether a port can be had before anything is started on it.
import { createServer } from 'node:net'

/** Resolves with the error code that listening there would give, or undefined. */
export function whyNotListen(host, port) {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error) => resolve(error.code))
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(undefined)))
  })
}

/** One line about a port that can't be had: which, who wanted it, and how to choose another. */
export function portProblem({ port, owner, flag }, host, code) {
  const other = `Choose another: npm start -- --${flag} ${port < 60_000 ? port + 1000 : port - 1000}`
  if (code === 'EADDRINUSE') return `端口被占用 Port ${port} on ${host} is taken, and ${owner} needs it. ${other}`
  if (code === 'EACCES') return `Port ${port} is not open to this user, and ${owner} needs it. ${other}`
  return `Can't listen on ${host}:${port} for ${owner} (${code}).`
}
