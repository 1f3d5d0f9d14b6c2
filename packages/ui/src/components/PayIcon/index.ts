export { default as PayIcon } from './PayIcon.vue'
export type { IconName } from './icons'
