import { describe, expect, test } from 'vitest'
import { buildXml } from '../../src/wire/xml'
import { createMock, MERCHANT, type Mock } from '../mock'
import { paymentNotify, refundInfo, refundNotify } from './endpoints'
import { createWorld, type World } from './world'

const ACKNOWLEDGED = '<xml><return_code><![CDATA[SUCCESS]]></return_code><return_msg><![CDATA[OK]]></return_msg></xml>'

const notify = async ({ server }: Pick<Mock, 'server'>, body: string): Promise<string> =>
  (await server.merchant.fetch(`${MERCHANT}/api/demo/pay/re_wx`, { method: 'POST', headers: { 'content-type': 'text/xml' }, body })).text()

const KINDS: readonly (readonly [string, (world: World) => Record<string, string>])[] = [
  ['a payment', paymentNotify],
  ['a refund', (world) => refundNotify(world, refundInfo(world))],
]

describe.each(KINDS)('rule 8: a notify of %s', (_, fieldsOf) => {
  test('that is repeated, also many times at once, is acknowledged and changes nothing', async () => {
    const world = await createWorld()
    const body = buildXml(fieldsOf(world))
    const before = await world.state()
    expect(await notify(world, body)).toBe(ACKNOWLEDGED)
    const after = await world.state()
    expect(after).not.toStrictEqual(before)
    expect(await notify(world, body)).toBe(ACKNOWLEDGED)
    expect(new Set(await Promise.all(Array.from({ length: 50 }, () => notify(world, body))))).toStrictEqual(new Set([ACKNOWLEDGED]))
    expect(await world.state()).toStrictEqual(after)
  })

  test('that comes many times at once the first time does what one does', async () => {
    const [one, many] = [await createWorld(), await createWorld()]
    await notify(one, buildXml(fieldsOf(one)))
    const body = buildXml(fieldsOf(many))
    expect(new Set(await Promise.all(Array.from({ length: 50 }, () => notify(many, body))))).toStrictEqual(new Set([ACKNOWLEDGED]))
    expect(await many.state()).toStrictEqual(await one.state())
  })

  test('that is repeated later, after a restart, is acknowledged and changes nothing', async () => {
    const world = await createWorld()
    const body = buildXml(fieldsOf(world))
    await notify(world, body)
    await world.server.close()
    const again = createMock({ store: world.store, clock: world.clock })
    await again.clock.advance(24 * 3_600_000)
    const before = await world.store.dump()
    expect(await notify(again, body)).toBe(ACKNOWLEDGED)
    expect(await world.store.dump()).toStrictEqual(before)
  })
})

describe('rule 8: a refund\'s notify', () => {
  test.each<[string, (world: World) => string | Record<string, string>]>([
    ['of another amount', (world) => refundInfo(world, { refund_fee: '3' })],
    ['of another total', (world) => refundInfo(world, { total_fee: '11' })],
    ['of another charge', (world) => refundInfo(world, { transaction_id: '4200000001202601010000000009' })],
    ['of no charge', (world) => refundInfo(world, { transaction_id: '' })],
    ['of another order', (world) => refundInfo(world, { out_trade_no: world.orders.native.trade_no })],
    ['of an order that is not there', (world) => refundInfo(world, { out_trade_no: '__proto__' })],
    ['of a refund that nobody asked for', (world) => refundInfo(world, { out_refund_no: 'other' })],
    ['without a number', (world) => refundInfo(world, { out_refund_no: '' })],
    ['that seals the other root', (world) => buildXml(refundInfo(world))],
    ['that seals a DTD', (world) => `<!DOCTYPE root [<!ENTITY x "SUCCESS">]>${buildXml(refundInfo(world), 'root')}`],
    ['that seals an entity', (world) => buildXml(refundInfo(world), 'root').replace('<![CDATA[SUCCESS]]>', '&x;')],
    ['that seals a field twice', (world) => buildXml(refundInfo(world), 'root').replace('</root>', '<refund_fee>2</refund_fee></root>')],
    ['that seals __proto__', (world) => buildXml(refundInfo(world), 'root').replace('</root>', '<__proto__>2</__proto__></root>')],
    ['that seals nothing', () => ''],
    ['that seals JSON', () => '{"refund_status":"SUCCESS"}'],
  ])('%s is refused, and changes nothing', async (_, infoOf) => {
    const world = await createWorld()
    const before = await world.state()
    expect(await notify(world, buildXml(refundNotify(world, infoOf(world))))).toContain('<![CDATA[FAIL]]>')
    expect(await world.state()).toStrictEqual(before)
  })

  test('that says failed is believed once, and takes back no refund that has arrived', async () => {
    const world = await createWorld()
    await notify(world, buildXml(refundNotify(world, refundInfo(world))))
    const after = await world.state()
    expect(await notify(world, buildXml(refundNotify(world, refundInfo(world, { refund_status: 'REFUNDCLOSE' }))))).toBe(ACKNOWLEDGED)
    expect(await world.state()).toStrictEqual(after)
  })
})
