import type { Merchant } from './merchant'

/** A notify as it arrived. Its body is raw: a signature is over bytes. */
export interface NotifyRequest { readonly raw: Uint8Array, readonly headers: Headers }

/** What a notify is answered with. */
export interface NotifyAnswer { readonly status: 200 | 204 | 400 | 401 | 500, readonly body: string, readonly contentType: string }

/** Takes a notify and applies it. Whatever is wrong with it, nothing changes, and the answer asks for the next one. */
export type TakeNotify = (request: NotifyRequest, merchant: Merchant) => Promise<NotifyAnswer>

/** A notify that must not be believed. */
export class NotifyError extends Error {}

/** Answers a notify by whether it was believed. @throws whatever else goes wrong, which is not the notify's fault */
export async function answered(applying: Promise<void>, acknowledged: NotifyAnswer, refused: (error: NotifyError) => NotifyAnswer, { log }: Merchant): Promise<NotifyAnswer> {
  try {
    await applying
    return acknowledged
  } catch (error) {
    if (!(error instanceof NotifyError)) throw error
    log({ type: 'failure', wing: 'merchant', what: 'a notify was refused', cause: error })
    return refused(error)
  }
}
