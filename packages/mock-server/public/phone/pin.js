import { part } from './element.js'

/** Sets the password field, and the cells that stand for its digits. */
export function typed(digits) {
  if (part('password').value !== digits) part('password').value = digits
  for (const [index, cell] of document.querySelectorAll('.cells i').entries()) cell.toggleAttribute('data-filled', index < digits.length)
  for (const field of ['content', 'password']) part(field).removeAttribute('aria-invalid')
}
