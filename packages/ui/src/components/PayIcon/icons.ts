/** Our own drawings on a grid of 24, as strokes; each end of a checkout has a shape of its own, so that no colour is needed to tell them apart. */
export const circle = 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18z'

export const icons = {
  paid: [circle, 'M7.5 12.4l3.1 3.1 5.9-6.6'],
  closed: [circle, 'M8 12h8'],
  failed: [circle, 'M9 9l6 6M15 9l-6 6'],
  expired: [circle, 'M12 7.5V12l3 2'],
  unknown: ['M12 3.6l9 16H3z', 'M12 10v4.4M12 17v.2'],
  network: ['M3 9.5a13 13 0 0 1 18 0M6.5 13.2a8 8 0 0 1 11 0', 'M12 17.4v.2'],
  dismiss: ['M6 6l12 12M18 6L6 18'],
  // Two speech bubbles, the smaller before the larger.
  wechat: ['M5 14.8a7.2 5.8 0 1 1 2.6 1.1l-3.2 1.4z', 'M19.6 18.6a5.5 4.7 0 1 0-2 .8l2.7 1.2z'],
  alipay: [circle, 'M8 9h8M12 7v5M8.5 15.5c3 0 5-1.5 6-4'],
  qq: [circle, 'M9 10v.2M15 10v.2M9 15c2 1.3 4 1.3 6 0'],
  paypal: [circle, 'M10 16.5V8h3a2.5 2.5 0 0 1 0 5h-3'],
} as const

/** The name of a drawing. */
export type IconName = keyof typeof icons
