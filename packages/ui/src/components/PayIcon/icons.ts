/** Our own drawings on a grid of 24, as strokes; each end of a checkout has a shape of its own, so that no colour is needed to tell them apart. */
const circle = 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18z'

export const icons = {
  paid: [circle, 'M7.5 12.4l3.1 3.1 5.9-6.6'],
  closed: [circle, 'M8 12h8'],
  failed: [circle, 'M9 9l6 6M15 9l-6 6'],
  expired: [circle, 'M12 7.5V12l3 2'],
  unknown: ['M12 3.6l9 16H3z', 'M12 10v4.4M12 17v.2'],
  network: ['M3 9.5a13 13 0 0 1 18 0M6.5 13.2a8 8 0 0 1 11 0', 'M12 17.4v.2'],
  dismiss: ['M6 6l12 12M18 6L6 18'],
  // Two speech bubbles, the smaller before the larger.
  wechat: ['M9.4 4.5c-4 0-7.1 2.6-7.1 5.9 0 1.9 1 3.5 2.7 4.6l-.6 2.1 2.5-1.3c.8.2 1.6.4 2.5.4h.5a5.300 5.300 0 0 1-.2-1.300c0-3.100 2.900-5.500 6.500-5.500h.3c-.6-2.800-3.500-4.900-7.100-4.900z', 'M21.700 14.900c0-2.700-2.500-4.800-5.500-4.800s-5.500 2.100-5.500 4.800 2.500 4.800 5.500 4.800c.7 0 1.400-.1 2-.3l2 1.100-.5-1.700c1.200-.9 2-2.300 2-3.900z'],
  alipay: [circle, 'M8 9h8M12 7v5M8.500 15.500c3 0 5-1.500 6-4'],
  qq: [circle, 'M9 10v.2M15 10v.2M9 15c2 1.300 4 1.300 6 0'],
  paypal: [circle, 'M10 16.500V8h3a2.500 2.500 0 0 1 0 5h-3'],
} as const

/** The name of a drawing. */
export type IconName = keyof typeof icons
