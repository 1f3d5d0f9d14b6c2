export { default as PayFrame } from './PayFrame.vue'
