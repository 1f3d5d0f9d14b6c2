/**
 * The transport over axios.
 * @module @baas-pay/sdk/axios
 */
export * from '@baas-pay/sdk/axios'
