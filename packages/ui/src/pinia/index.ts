/** The door of `@baas-pay/ui/pinia`. It needs pinia; the main door does not. */
export { usePaymentStore, type PaymentStore } from './payment-store'
