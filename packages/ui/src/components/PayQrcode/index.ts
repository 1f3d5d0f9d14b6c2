export { default as PayQrcode } from './PayQrcode.vue'
