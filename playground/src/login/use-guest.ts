import { isHError } from '@baas-pay/sdk'
import { shallowRef } from 'vue'
import { isWalnut } from '../backend'
import { LoginError } from './ask'
import { guestTicket, renewGuestTicket } from './guest-ticket'

/** A customer without a login. MinCloud takes a guest's order; Walnut wants a ticket first, which is asked for without troubling anybody. */
export function useGuest() {
  /** Why there is none, in a sentence for the payer. */
  const note = shallowRef('')
  let asking: Promise<boolean> | undefined

  async function renew(): Promise<boolean> {
    note.value = ''
    try {
      await renewGuestTicket()
      return true
    } catch (error) {
      note.value = error instanceof LoginError ? error.message : '现在还不能付款，请稍后再试。'
      return false
    } finally {
      asking = undefined
    }
  }

  return {
    note,
    /** Whether an order can be asked for now. */
    async mayOrder(): Promise<boolean> {
      if (!isWalnut || guestTicket() !== undefined) return true
      return asking ??= renew()
    },
    /** A server that was started anew knows no ticket of before: the payer's next try has another. */
    async onFailed({ error }: { readonly error: unknown }): Promise<void> {
      if (isWalnut && isHError(error) && error.code === 401) await renew()
    },
  }
}
