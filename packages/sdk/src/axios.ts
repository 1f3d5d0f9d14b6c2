/** The door of `@baas-pay/sdk/axios`: a transport over axios, for pages that have it anyway. The facade's default. */
import axios, { type AxiosInstance } from 'axios'
import { parseBody, type Transport } from './runtime/transport'

/**
 * A transport over axios.
 * @param instance the page's own instance, with its interceptors. @default axios itself
 * @example
 * createPayClient({ backend, transport: axiosTransport() })
 */
export function axiosTransport(instance: AxiosInstance = axios): Transport {
  return async ({ method, url, headers, body, signal }) => {
    const { status, headers: found, data } = await instance.request<string>({
      method, url, data: body, signal, headers: { ...headers },
      // Each status is an answer, and the body is read as our other transports read it.
      validateStatus: () => true, responseType: 'text', transformRequest: (value: unknown) => value, transformResponse: (value: unknown) => value,
    })
    const names = Object.entries(found as Record<string, unknown>).map(([name, value]) => [name.toLowerCase(), String(value)] as const)
    return { status, headers: Object.fromEntries(names), data: parseBody(data ?? '') }
  }
}
