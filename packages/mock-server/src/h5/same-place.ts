import { BlockList, isIPv6 } from 'node:net'

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8)
loopback.addAddress('::1', 'ipv6')

/** Whether two IP addresses are one payer's; every address of this machine to itself counts as the same. */
export function isSamePlace(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase() || (isOwn(one) && isOwn(other))
}

const isOwn = (address: string): boolean => loopback.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
