import { circle } from '../PayIcon/icons'

/** What a return has of its own, beside the drawings of a checkout's ends. */
export const returnPaths: { readonly [name: string]: readonly string[] } = {
  checking: [circle, 'M8 12v.2M12 12v.2M16 12v.2'],
  asking: [circle, 'M9.6 9.6a2.5 2.5 0 1 1 3.6 2.3c-.8.4-1.2.9-1.2 1.8M12 16.6v.2'],
  'no-order': ['M7 3.5h10v17l-2.5-1.6-2.5 1.6-2.5-1.6L7 20.5z', 'M10 8.5h4M10 12h4'],
}
