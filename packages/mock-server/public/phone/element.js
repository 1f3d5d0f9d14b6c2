/** One named part of the page. */
export const part = (name) => document.querySelector(`[data-phone-part="${name}"]`)

/** A new element with its attributes and what is in it; text is text, never markup. */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  made.append(...children)
  return made
}
