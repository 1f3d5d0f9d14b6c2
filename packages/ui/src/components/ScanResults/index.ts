export { default as ScanResults } from './ScanResults.vue'
