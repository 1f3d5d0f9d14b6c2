/** What a frame may do, and what a page can know of what is in it. */

/** `shown`: something has loaded; the rest says why nothing is to be seen. */
export type FrameState = 'loading' | 'shown' | 'empty' | 'refused' | 'slow' | 'unsafe'

/**
 * What a wallet's page needs, and no more: its scripts, its forms (a password), its own storage (a login). Left out are
 * `allow-top-navigation`: it can't take the shop's page away, nor lead the payer to another; `allow-popups` and `allow-modals`: it opens and
 * asks nothing over the shop's page; `allow-downloads`. A page that needs more is opened in a tab of its own.
 * With its scripts and the shop's own origin it could take its sandbox off, so a page of this origin is treated as a stranger.
 */
export const sandboxFor = (url: string): string => `allow-scripts allow-forms${new URL(url).origin === location.origin ? '' : ' allow-same-origin'}`

/** What a loaded frame shows: one that can be read and is blank is empty. One that can't be read is another site's page, or the browser's own page about an error. */
export function frameStateAt(frame: HTMLIFrameElement): FrameState {
  return frame.contentDocument?.URL === 'about:blank' ? 'empty' : 'shown'
}

const FRAMING = /^(frame|child|default)-src/

const originOf = (url: string): string | undefined => (/^https?:/.test(url) ? new URL(url).origin : undefined)

/** Whether the page's own policy has kept an address out of a frame. */
export const isRefusedBy = ({ effectiveDirective, blockedURI, disposition }: SecurityPolicyViolationEvent, url: string): boolean =>
  disposition === 'enforce' && FRAMING.test(effectiveDirective) && originOf(blockedURI) === originOf(url)
