// The package's own door brings its renderers along; this file of it is the encoder alone.
declare module 'qrcode/lib/core/qrcode.js' {
  export { create } from 'qrcode'
}
