import { beforeAll, describe, expect, test } from 'vitest'
import { logInByWechat } from './merchant-login'
import { MERCHANT, ORDER_BODY, ORDERS, answerOf, type Answer, type Body } from './mock'
import { createShop, pay, SCAN_BODY, type Shop } from './shop'

/** A user with five orders, a minute apart, named by their `merchandise_record_id`. */
let shop: Shop
let headers: Record<string, string>

const list = async (query: Record<string, string>): Promise<Answer> => answerOf(await shop.server.merchant.fetch(`${MERCHANT}${ORDERS}?${new URLSearchParams(query).toString()}`, { headers }))
const names = async (query: Record<string, string>): Promise<unknown[]> => (await list(query)).body.objects.map((order) => order['merchandise_record_id'])
const where = (condition: object): Promise<unknown[]> => names({ where: JSON.stringify(condition) })

beforeAll(async () => {
  shop = createShop()
  headers = (await logInByWechat(shop)).headers
  const make = async (body: object): Promise<Body> => {
    await shop.clock.advance(60_000)
    return (await shop.create({ ...ORDER_BODY, ...body }, headers)).body
  }
  const cheap = await make({ merchandise_record_id: 'cheap', total_cost: 9, merchandise_schema_id: 7, merchandise_description: '袜子', merchandise_snapshot: { colour: 'blue' } })
  const dear = await make({ merchandise_record_id: 'dear', total_cost: 100, merchandise_schema_id: '7', merchandise_snapshot: ['blue', 7] })
  await make({ merchandise_record_id: 'open', total_cost: 20 })
  await pay(shop, cheap)
  await shop.clock.advance(60_000)
  await pay(shop, dear)
  await shop.refund(dear.transaction_no, { amount_fen: 1 })
  await shop.clock.advance(60_000)
  const closed = await make({ merchandise_record_id: 'closed', total_cost: 3 })
  await answerOf(await shop.server.merchant.fetch(`${MERCHANT}${ORDERS}${closed.transaction_no}/close/`, { method: 'POST', headers }))
  await shop.clock.advance(60_000)
  await shop.scan({ ...SCAN_BODY, merchandise_record_id: 'scanned', total_cost: 5 }, headers)
})

describe('the list of a user\'s orders', () => {
  test('is all of them, newest first', async () => {
    expect(await names({})).toStrictEqual(['scanned', 'closed', 'open', 'dear', 'cheap'])
  })

  const start = Date.UTC(2026, 0, 1) / 1000
  test.each<[Record<string, string>, string[]]>([
    [{ status: 'success' }, ['scanned', 'dear', 'cheap']], [{ status: 'pending' }, ['closed', 'open']], [{ status: 'failed' }, []],
    [{ refund_status: 'partial' }, ['dear']], [{ refund_status: 'complete' }, []], [{ refund_status: '' }, ['scanned', 'closed', 'open', 'cheap']],
    [{ gateway_type: 'weixin_tenpay_micropay' }, ['scanned']], [{ merchandise_record_id: 'open' }, ['open']], [{ merchandise_schema_id: '7' }, ['dear', 'cheap']],
    [{ status: 'success', gateway_type: 'weixin_tenpay_native', merchandise_schema_id: '7' }, ['dear', 'cheap']],
    [{ paid_at__gte: String(start + 240) }, ['scanned', 'dear']], [{ paid_at__lte: String(start + 180) }, ['cheap']], [{ paid_at__gt: String(start + 180), paid_at__lt: String(start + 241) }, ['dear']],
    [{ created_at__lte: '2026-01-01T00:02:00Z' }, ['dear', 'cheap']], [{ created_at__gte: '2026-01-01T08:03:00+08:00' }, ['scanned', 'closed', 'open']],
    // Without a zone it is Beijing's time, wherever the server runs.
    [{ created_at__lte: '2026-01-01T08:02:00' }, ['dear', 'cheap']], [{ created_at__gte: '2026-01-01 08:03' }, ['scanned', 'closed', 'open']], [{ created_at__lt: '2026-01-01' }, []], [{ created_at__gte: '2026-01-01' }, ['scanned', 'closed', 'open', 'dear', 'cheap']],
  ])('narrows by %o', async (query, found) => {
    expect(await names(query)).toStrictEqual(found)
  })

  test.each<[object, string[]]>([
    [{ status: { $eq: 'pending' } }, ['closed', 'open']], [{ status: { $ne: 'pending' } }, ['scanned', 'dear', 'cheap']],
    [{ total_cost: { $gt: 5 } }, ['open', 'dear', 'cheap']], [{ total_cost: { $gte: '5.00', $lt: 20 } }, ['scanned', 'cheap']], [{ total_cost: { $lte: 3 } }, ['closed']], [{ total_cost: { $eq: 100 } }, ['dear']],
    [{ total_cost: { $in: [3, '5.00'] } }, ['scanned', 'closed']], [{ merchandise_record_id: { $nin: ['open', 'dear'] } }, ['scanned', 'closed', 'cheap']],
    [{ merchandise_description: { $contains: '袜' } }, ['cheap']], [{ paid_at: { $isnull: true } }, ['closed', 'open']], [{ paid_at: { $isnull: false } }, ['scanned', 'dear', 'cheap']],
    [{ expires_in: { $exists: false } }, ['scanned']], [{ merchandise_schema_id: { $eq: 7 } }, ['dear', 'cheap']],
    [{ $or: [{ status: { $eq: 'pending' } }, { refund_status: { $eq: 'partial' } }] }, ['closed', 'open', 'dear']],
    [{ $and: [{ $or: [{ total_cost: { $lt: 4 } }, { total_cost: { $gt: 50 } }] }, { status: { $eq: 'success' } }] }, ['dear']],
    [{ merchandise_snapshot: { $has_key: 'colour' } }, ['cheap']], [{ merchandise_snapshot: { $has_key: 'constructor' } }, []], [{ status: { $has_key: 'length' } }, []],
    [{ merchandise_snapshot: { $all: ['7', 'blue'] } }, ['dear']], [{ merchandise_snapshot: { $all: ['blue', 'red'] } }, []], [{ status: { $all: ['success'] } }, []],
    [{ $or: [] }, []], [{ nothing: { $ne: 1 } }, ['scanned', 'closed', 'open', 'dear', 'cheap']], [{ __proto__x: { $exists: true } }, []],
  ])('narrows by where=%j', async (condition, found) => {
    expect(await where(condition)).toStrictEqual(found)
  })

  test.each<[string, string[]]>([
    ['created_at', ['cheap', 'dear', 'open', 'closed', 'scanned']], ['-created_at', ['scanned', 'closed', 'open', 'dear', 'cheap']],
    ['total_cost', ['closed', 'scanned', 'cheap', 'open', 'dear']], ['-total_cost', ['dear', 'open', 'cheap', 'scanned', 'closed']],
    ['status,total_cost', ['closed', 'open', 'scanned', 'cheap', 'dear']], ['-status,-created_at', ['scanned', 'dear', 'cheap', 'closed', 'open']],
    ['paid_at,created_at', ['open', 'closed', 'cheap', 'dear', 'scanned']],
  ])('is in the order of %s', async (order_by, found) => {
    expect(await names({ order_by })).toStrictEqual(found)
  })

  test('comes in pages that lead to each other', async () => {
    const { body } = await list({ limit: '2', offset: '2', order_by: 'created_at' })
    expect(body['meta']).toMatchObject({ limit: 2, offset: 2, total_count: 5, next: expect.stringContaining('offset=4'), previous: expect.stringContaining('offset=0') })
    const next = await answerOf(await shop.server.merchant.fetch(`${MERCHANT}${String((body['meta'] as Body)['next'])}`, { headers }))
    expect(next.body.objects).toMatchObject([{ merchandise_record_id: 'scanned' }])
    expect(next.body['meta']).toMatchObject({ next: null })
  })

  test('of none says how many there are, and leads nowhere', async () => {
    expect((await list({ limit: '0' })).body).toMatchObject({ meta: { limit: 0, total_count: 5, next: null, previous: null }, objects: [] })
  })

  test.each<Record<string, string>>([
    { order_by: 'key' }, { order_by: '-constructor' }, { paid_at__gte: 'yesterday' }, { created_at__lte: '' }, { created_at__lte: 'day 1' }, { created_at__lte: '2026-13-01' }, { where: '7' }, { where: '{"status":"success"}' }, { where: '{"$or":{}}' }, { where: '{"status":{"$regex":"(a+)+$"}}' },
    { where: '{"status":{"$in":"pending"}}' }, { where: '{"status":{"$all":"pending"}}' }, { where: '{"status":{"$has_key":7}}' }, { where: '{"status":{"constructor":1}}' }, { where: '{"paid_at":{"$isnull":1}}' }, { where: `${'{"$and":['.repeat(12)}{}${']}'.repeat(12)}` },
  ])('rule 9: refuses %o', async (query) => {
    expect(await list(query)).toMatchObject({ status: 400, body: { error_msg: expect.any(String) } })
  })

  test('is not a guest\'s to see', async () => {
    expect((await shop.list({})).body.objects).toStrictEqual([])
  })
})

describe('a query', () => {
  test('asks the wallet about the newest twenty that may have changed, and about no other', async () => {
    const crowd = createShop()
    const user = (await logInByWechat(crowd)).headers
    const orders: Body[] = []
    for (let count = 0; count < 25; count++) orders.push((await crowd.create(ORDER_BODY, user)).body)
    const [oldest, newest] = [orders.at(0), orders.at(-1)]
    if (!oldest || !newest) throw new Error('there are no orders')
    await pay(crowd, newest)
    await crowd.clock.advance(0)
    await answerOf(await crowd.server.merchant.fetch(`${MERCHANT}${ORDERS}?limit=5`, { headers: user }))
    const asked = crowd.asked.filter(([path]) => path === '/pay/orderquery').map(([, , fields]) => fields['out_trade_no'])
    expect(asked).toHaveLength(20)
    expect(asked).not.toContain(newest.trade_no)
    expect(asked).not.toContain(oldest.trade_no)
  })
})
