/** Sending the payer on to the wallet: by its bridge, or to its page. What comes back from there is a hint. Loaded before there is an order. */
import type { PayClient } from '../client'
import { gateways } from '../core/gateways'
import { isSafeTarget } from '../core/target'
import { HError, isHError } from '../errors'
import type { OpenedWindow } from '../runtime/navigate'
import type { Run } from './attempts'

/** Rule 9: outside the wallet's browser there must be no order that nobody can pay. Rejects with HError 615 there. */
export async function checkBrowser({ ports: { bridges, clock }, call }: PayClient, { attempt: { gatewayType } }: Run, signal: AbortSignal): Promise<void> {
  const { flow, provider } = gateways[gatewayType]
  if (flow !== 'jsapi' || (await call('read', signal, async () => bridges[provider]?.isReady({ clock, signal })).catch(asNotReady))) return
  throw new HError(615, gatewayType === 'weixin_tenpay_js' ? undefined : `${gatewayType} works in the wallet's own browser only`, {
    hint: 'Open the page in the wallet\'s own browser, or offer a gateway whose flow is qrcode or redirect.',
  })
}

/** A shop's own bridge that breaks, or says nothing, is none. */
function asNotReady(error: unknown): false {
  if (isHError(error) && error.code !== 601) throw error
  return false
}

/** Goes to the wallet's page, in the window that was opened for it. Throws HError 608 for an address that a payer must not be sent to. */
function goTo({ backend, ports }: PayClient, url: string, opened: OpenedWindow | undefined): void {
  if (!isSafeTarget(url, backend.origin)) {
    opened?.close()
    throw new HError(608, 'payment failed: the payment page has no safe address', { hint: 'The backend must answer an https address.' })
  }
  if (opened) opened.go(url)
  else ports.navigate.go(url)
}

async function askBridge({ backend, ports, call }: PayClient, { attempt }: Run, payload: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<void> {
  const credentials = (url: string) =>
    call('read', signal, async (context) => {
      if (backend.jssdkCredentials) return backend.jssdkCredentials(url, context)
      throw new HError(611, 'unsupported function: the backend has no jssdkCredentials')
    })
  try {
    await ports.bridges[gateways[attempt.gatewayType].provider]?.pay(payload, { clock: ports.clock, signal, credentials })
  } catch {
    // Whatever it says, or throws, the backend is asked.
  }
}

/**
 * Sends the payer of a shown order on.
 * @returns whether a bridge has been asked and has left off, so that the backend is to be asked now.
 */
export async function sendPayer(client: PayClient, run: Run, { opened, signal }: { opened: OpenedWindow | undefined; signal: AbortSignal }): Promise<boolean> {
  const show = run.order?.show
  if (show?.flow === 'redirect') {
    goTo(client, show.url, opened)
    return false
  }
  opened?.close()
  if (show?.flow !== 'jsapi' || run.isAtBridge) return false
  run.isAtBridge = true
  try {
    await askBridge(client, run, show.payload, signal)
  } finally {
    run.isAtBridge = false
  }
  return !signal.aborted
}
