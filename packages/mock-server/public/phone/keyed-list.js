/**
 * Makes a list show `items`. What is shown already stays where it is, so that a list that is read again and again moves nothing
 * under the payer's finger. `keyOf` must change with whatever `draw` shows.
 */
export function fillList(list, items, { keyOf, draw }) {
  const keys = new Set(items.map(keyOf))
  for (const row of list.querySelectorAll(':scope > *')) if (!keys.has(row.dataset.key)) row.remove()
  let next = list.firstElementChild
  for (const item of items) {
    if (next?.dataset.key === keyOf(item)) {
      next = next.nextElementSibling
      continue
    }
    const row = [...list.children].find(({ dataset }) => dataset.key === keyOf(item)) ?? draw(item)
    row.dataset.key = keyOf(item)
    list.insertBefore(row, next)
  }
}
