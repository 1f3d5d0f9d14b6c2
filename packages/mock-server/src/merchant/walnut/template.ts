const PLACE = /\$\{(\w+)\}/g

type Fields = object

/** A text with each `${name}` replaced by that field; by nothing where there is none, or it is no text, number or boolean. */
export const filledIn = (text: string, fields: Fields): string => text.replace(PLACE, (_, name: string) => valueOf(fields, name))

/** The same for an address: a field can't become more of it than one part. */
export const filledInAddress = (url: string, fields: Fields): string => url.replace(PLACE, (_, name: string) => encodeURIComponent(valueOf(fields, name)))

function valueOf(fields: Fields, name: string): string {
  const value: unknown = Object.hasOwn(fields, name) ? Reflect.get(fields, name) : undefined
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}
