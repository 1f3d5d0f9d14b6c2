import type { Received } from '../ports/http'
import type { NotifierPorts } from './notifier'
import type { Notice, Trade } from './trade'

/** One message to a merchant, as it goes over the wire. Its content type is among the headers. */
export interface NoticeMessage { readonly body: string, readonly headers: Readonly<Record<string, string>> }

/** What a message is made with. The faults `tampered-amount` and `bad-signature` are the message's to commit. */
export type MessagePorts = Pick<NotifierPorts, 'clock' | 'random' | 'scenarios' | 'credentials'>

/** How the merchants of one wire are told. */
export interface NoticeWire {
  /** Makes the message of a notice anew for each try. */
  message(trade: Trade, notice: Notice, ports: MessagePorts): Promise<NoticeMessage>
  /** Whether an answer ends the ladder. */
  readonly isAcknowledged: (answer: Received) => boolean
  /** How long is waited before each further try, after the first one at once, in milliseconds. */
  readonly ladderMs: readonly number[]
}
