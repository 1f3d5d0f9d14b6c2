/** Whether the browser says that it reads codes by camera. */
export const hasCamera = (): boolean => 'BarcodeDetector' in globalThis
