export { default as PayOrderNumber } from './PayOrderNumber.vue'
