// Which of this machine's addresses a phone in the same network reaches.

const PRIVATE = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/
const LINK_LOCAL = /^169\.254\./
// Bridges of containers and virtual machines, and tunnels: no phone is at their other end.
const VIRTUAL = /^(docker|br-|bridge|cni|veth|virbr|vmnet|vboxnet|vEthernet|tun|tap|utun|wg|tailscale|zt)/i

/** Whether an address is one of RFC 1918, which nobody outside the network reaches. */
export const isPrivate = (address) => PRIVATE.test(address)

const rank = ({ name, address }) => (isPrivate(address) ? 0 : 2) + (VIRTUAL.test(name) ? 1 : 0)

/** The IPv4 addresses of `os.networkInterfaces()` that are not this machine's alone: the likeliest for a phone first. */
export function lanAddresses(interfaces) {
  return Object.entries(interfaces)
    .flatMap(([name, addresses]) => addresses.map(({ family, address, internal }) => ({ name, family, address, internal })))
    .filter(({ family, address, internal }) => family === 'IPv4' && !internal && !LINK_LOCAL.test(address))
    .toSorted((a, b) => rank(a) - rank(b))
    .map(({ address }) => address)
}
