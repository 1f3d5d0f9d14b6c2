export { default as PayNetwork } from './PayNetwork.vue'
