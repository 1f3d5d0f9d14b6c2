import { BASE62, randomText } from '../../ports/random-text'
import type { Wallets } from '../wallets'

/** A token of the length that WeChat's have. */
export const newToken = ({ random }: Pick<Wallets, 'random'>): string => `9_${randomText(random, BASE62, 134)}`

/** Whether a text could be such a token. */
export const isToken = (text: string): boolean => /^\d+_[0-9A-Za-z_-]{64,510}$/.test(text)
