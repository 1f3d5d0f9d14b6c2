export { default as PayMethodList } from './PayMethodList.vue'
export { firstUsable } from './methods'
