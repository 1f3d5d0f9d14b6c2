/** Moves a node and keeps what it holds, a frame's page above all. In browsers before 2025 the phone starts anew. */
function move(node: HTMLElement, into: HTMLElement): void {
  const canKeep = 'moveBefore' in into && node.isConnected && into.isConnected
  if (canKeep) into.moveBefore(node, null)
  else into.append(node)
}

const hasPopover = typeof HTMLElement.prototype.showPopover === 'function'

/** Takes the dock into a modal dialog, above which it is shown as if it had never moved. */
export function lend(node: HTMLElement, place: HTMLElement): void {
  move(node, place)
  if (!hasPopover) return
  node.popover = 'manual'
  node.showPopover()
}

/** Takes it back. */
export function takeBack(node: HTMLElement, home: HTMLElement): void {
  if (hasPopover) node.popover = null
  move(node, home)
}
