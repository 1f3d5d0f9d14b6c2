export { default as PayMethodList } from './PayMethodList.vue'
export { firstUsable, methodsFor, type PayMethod } from './methods'
