export { default as PayMethodList } from './PayMethodList.vue'
export { firstUsable, methodsFor } from './methods'
