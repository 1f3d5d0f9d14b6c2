export { default as PayResult } from './PayResult.vue'
