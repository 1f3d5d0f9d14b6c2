import type { Random } from '../../ports/random'
import { randomText } from '../../ports/random-text'

/** The text of a QR, in production's own form: 24 characters after the host. */
export const newQrContent = (random: Random): string => `https://qr.alipay.com/bax${randomText(random, '0123456789abcdefghijklmnopqrstuvwxyz', 21)}`
