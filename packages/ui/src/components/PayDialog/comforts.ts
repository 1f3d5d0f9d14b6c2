/** What the dialog can do without: it comes after the dialog, and fails in silence. */
export { formatPaidAt } from '../../format-paid-at'
export { zhCNRare } from '../../locales/zh-CN-rare'
export { PayCountdown } from '../PayCountdown'
export { default as PayDialogCancel } from './PayDialogCancel.vue'
export { useComforts } from './useComforts'
