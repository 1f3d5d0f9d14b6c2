/** Focus as the payer sees it: `document.activeElement` tells no more than which element of the page has it somewhere inside. */

/** What has the focus, inside shadow roots too. */
export function activeElement(): Element | null {
  let active = document.activeElement
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement
  return active
}

const parentOf = (node: Node): Node | null => (node as Partial<Element>).assignedSlot ?? node.parentNode ?? (node as Partial<ShadowRoot>).host ?? null

/** Whether one node is shown inside another: what a page has put into a slot of ours is inside, too. */
export function holds(root: Node, node: Node | null): boolean {
  for (let at = node; at; at = parentOf(at)) {
    if (at === root) return true
  }
  return false
}
