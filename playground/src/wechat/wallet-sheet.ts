import { shallowRef, type ShallowRef } from 'vue'

/** What the wallet shows while it asks for the password. */
export interface Asked {
  readonly merchant: string
  readonly subject: string
  readonly amount_fen: number
  /** What was wrong with the password before. */
  readonly message: string
}

/** What the payer does with it. */
export type Reply = { readonly password: string } | { readonly cancel: true }

/** WeChat's own screen over a page: one at a time. */
export interface WalletSheet {
  /** Nothing while the wallet is closed. */
  readonly asked: Readonly<ShallowRef<Asked | undefined>>
  /** Whether the wallet is working on what the payer has typed. */
  readonly isBusy: Readonly<ShallowRef<boolean>>
  /** Shows it until the payer replies. */
  ask(asked: Asked): Promise<Reply>
  reply(reply: Reply): void
  close(): void
}

/** Makes a wallet that is closed. */
export function createWalletSheet(): WalletSheet {
  const asked = shallowRef<Asked>()
  const isBusy = shallowRef(false)
  let answer: ((reply: Reply) => void) | undefined
  return {
    asked, isBusy,
    ask(next) {
      asked.value = next
      isBusy.value = false
      return new Promise((resolve) => { answer = resolve })
    },
    reply(reply) {
      if (!answer || isBusy.value) return
      isBusy.value = true
      answer(reply)
      answer = undefined
    },
    close() {
      asked.value = undefined
      isBusy.value = false
    },
  }
}
