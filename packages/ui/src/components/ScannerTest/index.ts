export { default as ScannerTest } from './ScannerTest.vue'
