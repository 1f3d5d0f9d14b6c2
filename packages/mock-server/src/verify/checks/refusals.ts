import { yuanFromFen } from '../../wire/yuan'
import { isRefusal } from '../answer'
import { skipped, verdictOf, type Check, type Verdict } from '../check'
import type { Session } from '../session'

const FOREIGN_PAGE = 'https://foreign.invalid/'
/** Payment codes begin with the digits of a wallet, and 00 is nobody's. */
const NOBODYS_CODE = '007194036285517264'

/** A create that must be refused, and leave nothing behind. */
interface Refusal extends Omit<Check, 'run'> {
  /** What is other than in a create that is taken. */
  readonly changes: object
  /** Whether it is a guest who orders. */
  readonly asGuest?: boolean
}

const REFUSALS: readonly Refusal[] = [
  { name: 'refuse.gateway', says: 'a gateway_type that nobody offers is refused', from: 'rule 9', changes: { gateway_type: 'weixin_tenpay_nothing' } },
  { name: 'refuse.zero', says: 'an amount of 0 is refused', from: 'rule 7', changes: { total_cost: 0 } },
  { name: 'refuse.negative', says: 'an amount below 0 is refused', from: 'rule 7', changes: { total_cost: -1 } },
  { name: 'refuse.decimals', says: 'an amount of three decimals is refused, and never rounded', from: 'rule 7', changes: { total_cost: '1.001' } },
  { name: 'refuse.text', says: 'an amount that is no number is refused', from: 'rule 7', changes: { total_cost: '1e2x' } },
  { name: 'refuse.nothing', says: 'a create without an amount is refused', from: 'rule 9', changes: { total_cost: undefined } },
  { name: 'refuse.openid', says: 'JSAPI is refused to who has not logged in through WeChat', from: 'rule 9', changes: { gateway_type: 'weixin_tenpay_js' }, asGuest: true },
]

async function refusal({ changes, asGuest = false }: Refusal, session: Session): Promise<Verdict> {
  return refusedVerdict(session, changes, asGuest ? undefined : session.login)
}

/** Orders what must be refused, and looks whether something was made all the same. */
async function refusedVerdict(session: Session, changes: object, login: string | undefined): Promise<Verdict> {
  const token = session.fresh()
  const answer = await session.ask('createOrder', { body: session.bodyOf(token, changes), login })
  if (!isRefusal(answer)) return verdictOf(`it is answered with ${answer.status}`)
  const left = (await session.absent('token')) === undefined ? await session.find({ client_token: token }, login) : []
  return verdictOf(left.length > 0 && 'it is refused, and an order was made')
}

/** What must be refused before anything exists. */
export const REFUSE: readonly Check[] = [
  ...REFUSALS.map((row): Check => ({ ...row, run: (session) => refusal(row, session) })),
  {
    name: 'refuse.body',
    says: 'a body that is no JSON object is refused',
    from: 'rule 9',
    async run({ ask, login }) {
      const answers = await Promise.all(['', '[]', 'null', '{'].map((body) => ask('createOrder', { body, login })))
      return verdictOf(...answers.map((answer) => !isRefusal(answer) && `it is answered with ${answer.status}`))
    },
  },
  {
    name: 'refuse.auth_code',
    says: 'a payment code that no wallet shows is refused',
    from: 'rule 8',
    async run(session) {
      if (session.target.isPlain) return skipped('left aside by --plain')
      session.keepSecret(NOBODYS_CODE)
      return refusedVerdict(session, { gateway_type: 'weixin_tenpay_micropay', auth_code: NOBODYS_CODE }, session.login)
    },
  },
  {
    name: 'refuse.price',
    says: 'a product at another amount than its price is refused',
    from: 'rule 7',
    async run(session) {
      const { recordId, amountFen } = session.target
      if (recordId === undefined) return skipped('no --record-id names a product: whether a page may name its own price was not tried')
      return refusedVerdict(session, { total_cost: Number(yuanFromFen(amountFen + 1)) }, session.login)
    },
  },
  {
    name: 'refuse.return_url',
    says: 'a return_url of another shop\'s page is refused',
    from: 'rule 8',
    async run(session) {
      if (session.target.isPlain) return skipped('left aside by --plain')
      const answer = await session.ask('createOrder', { body: session.bodyOf(session.fresh(), { return_url: FOREIGN_PAGE }), login: session.login })
      if (isRefusal(answer)) return verdictOf()
      return answer.text.includes('foreign.invalid') ? verdictOf('the payer would be sent there') : skipped(`the server takes no notice of return_url with ${session.target.gateway}`)
    },
  },
]
