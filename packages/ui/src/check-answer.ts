import type { SharedMessages } from './locales/messages'

/**
 * What a payer is told who has asked for the result and found nothing new; empty where the screen tells it.
 * @param asked the state that was asked from.
 * @param name the state that the answer led to.
 */
export function checkAnswer({ check }: SharedMessages, { asked, name }: { readonly asked: string; readonly name: string }): string {
  if (name === 'waiting') return check.unpaid
  if (name !== asked) return ''
  return name === 'unknown' ? check.stillUnknown : name === 'expired' ? check.stillUnpaid : ''
}
