export { default as PayCountdown } from './PayCountdown.vue'
