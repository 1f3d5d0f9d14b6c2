/** The door of `@baas-pay/sdk/walnut`: Walnut's payment API (seeds 000 to 002) as a backend of a client. */
export { walnut, type WalnutOptions, type WalnutWay } from './backends/walnut'
export { walnutErrCodes, type WalnutErrCode } from './backends/walnut-errors'
export type { Connect, Socket, SocketEars } from './runtime/socket'
