export { default as PayAmount } from './PayAmount.vue'
