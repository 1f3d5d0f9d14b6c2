import paypal from '@paypal/checkout-server-sdk'
import { afterEach, describe, expect, test } from 'vitest'
import { serve, type Served } from '../src/serve'
import { answerOf, type Answer } from './mock'

const running: Served[] = []
afterEach(async () => { await Promise.all(running.splice(0).map((one) => one.close())) })

const ORDER = { intent: 'CAPTURE', purchase_units: [{ reference_id: 'po1', invoice_id: 'inv1', description: '商品C', amount: { currency_code: 'CNY', value: '0.10' } }], application_context: { return_url: 'http://127.0.0.1:5173/back?a=1', cancel_url: 'http://127.0.0.1:5173/cart' } }

/** PayPal's own client, pointed at the simulated PayPal, and the page on which the payer approves. */
async function started({ secret }: { readonly secret?: string } = {}) {
  const { walletsOrigin, ...served } = await serve({ port: 0, walletsPort: 0 })
  running.push({ walletsOrigin, ...served })
  const { body } = await answerOf(await fetch(`${walletsOrigin}/sandbox/credentials`))
  const account = Object(body['paypal'])
  const client = new paypal.core.PayPalHttpClient(new paypal.core.PayPalEnvironment(account.client_id, secret ?? account.secret, walletsOrigin, walletsOrigin))
  const post = async (path: string, fields: object): Promise<Answer> => answerOf(await fetch(`${walletsOrigin}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(fields) }))
  return {
    walletsOrigin, post,
    create: (order: object = ORDER, requestId?: string) => {
      const request = new paypal.orders.OrdersCreateRequest()
      request.requestBody(order)
      if (requestId !== undefined) request.headers['PayPal-Request-Id'] = requestId
      return client.execute(request)
    },
    get: (id: string) => client.execute(new paypal.orders.OrdersGetRequest(id)),
    capture: (id: string) => client.execute(new paypal.orders.OrdersCaptureRequest(id)),
    approve: async (token: string, fields: object = {}) => {
      const page = await (await fetch(`${walletsOrigin}/checkoutnow?token=${token}`)).text()
      const { accounts } = JSON.parse(/id="shown">(.*?)<\/script>/s.exec(page)?.[1] ?? '{}')
      return post('/paypal/approve', { token, account: accounts?.[0].id, password: '123456', ...fields })
    },
  }
}

/** How a refusal reads. */
const refused = (status: number, issue: string) => expect.objectContaining({ statusCode: status, message: expect.stringContaining(issue) })

describe('PayPal\'s own client', { timeout: 30_000 }, () => {
  test('creates an order, and captures it once the payer has approved', async () => {
    const { create, get, capture, approve, walletsOrigin } = await started()
    const { statusCode, result } = await create()
    expect([statusCode, result.status]).toStrictEqual([201, 'CREATED'])
    expect(result.links.find(({ rel }) => rel === 'approve')?.href).toBe(`${walletsOrigin}/checkoutnow?token=${result.id}`)
    expect((await get(result.id)).result).toMatchObject({ intent: 'CAPTURE', status: 'CREATED', purchase_units: [{ reference_id: 'po1', amount: { currency_code: 'CNY', value: '0.10' } }] })
    const { body } = await approve(result.id)
    expect(body['return_to']).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:5173/back\\?a=1&token=${result.id}&PayerID=[0-9A-Z]{13}$`))
    expect((await get(result.id)).result.status).toBe('APPROVED')
    const captured = await capture(result.id)
    expect([captured.statusCode, captured.result]).toMatchObject([201, { status: 'COMPLETED', purchase_units: [{ payments: { captures: [{ status: 'COMPLETED', amount: { value: '0.10' } }] } }] }])
    expect((await get(result.id)).result.status).toBe('COMPLETED')
  })

  test('with a wrong secret gets no token', async () => {
    const { create } = await started({ secret: 'wrong' })
    await expect(create()).rejects.toEqual(refused(401, 'invalid_client'))
  })

  test('hears why an order is refused', async () => {
    const { create, get, capture, approve } = await started()
    await expect(create({ ...ORDER, intent: undefined })).rejects.toEqual(refused(400, 'MISSING_REQUIRED_PARAMETER'))
    await expect(create({ ...ORDER, purchase_units: [{ amount: { currency_code: 'USD', value: '1.00' } }] })).rejects.toEqual(refused(422, 'CURRENCY_NOT_SUPPORTED'))
    await expect(create({ ...ORDER, purchase_units: [{ amount: { currency_code: 'CNY', value: '1.001' } }] })).rejects.toEqual(refused(400, 'INVALID_PARAMETER_SYNTAX'))
    await expect(get('5O190127TN364715T')).rejects.toEqual(refused(404, 'INVALID_RESOURCE_ID'))
    const { result: { id } } = await create()
    await expect(create()).rejects.toEqual(refused(422, 'DUPLICATE_INVOICE_ID'))
    await expect(capture(id)).rejects.toEqual(refused(422, 'ORDER_NOT_APPROVED'))
    await approve(id)
    await capture(id)
    await expect(capture(id)).rejects.toEqual(refused(422, 'ORDER_ALREADY_CAPTURED'))
  })

  test('gets the same order for the same request again', async () => {
    const { create } = await started()
    const first = await create(ORDER, 'request-1')
    expect((await create(ORDER, 'request-1')).result.id).toBe(first.result.id)
  })
})

describe('the approve page', { timeout: 30_000 }, () => {
  test('takes no wrong password, and lets the payer leave', async () => {
    const { create, get, approve, post } = await started()
    const { result: { id: token } } = await create()
    expect(await approve(token, { password: '654321' })).toMatchObject({ status: 403, body: { error: 'wrong_password' } })
    expect(await approve(token, { account: 'nobody' })).toMatchObject({ status: 403, body: { error: 'other_payer' } })
    expect((await post('/paypal/cancel', { token })).body).toMatchObject({ return_to: `http://127.0.0.1:5173/cart?token=${token}` })
    expect((await get(token)).result.status).toBe('CREATED')
  })

  test('tells of a paid order that it is paid, and not that nothing was taken', async () => {
    const { create, capture, approve, walletsOrigin } = await started()
    const { result: { id: token } } = await create()
    await approve(token)
    await capture(token)
    const page = await fetch(`${walletsOrigin}/checkoutnow?token=${token}`)
    expect([page.status, await page.text()]).toStrictEqual([409, expect.stringContaining('{"error":"already_paid","refusal":"交易已经支付，请勿重复付款"}')])
    expect(await (await fetch(`${walletsOrigin}/cashier/refusal.js`)).text()).toContain('already_paid: \'付款结果以商户页面显示的为准。\'')
  })

  test('rule 8: is not for pages of other origins, and not framed', async () => {
    const { create, walletsOrigin } = await started()
    const { result: { id: token } } = await create()
    const foreign = await fetch(`${walletsOrigin}/paypal/approve`, { method: 'POST', headers: { 'content-type': 'application/json', 'origin': 'http://127.0.0.1:5173' }, body: JSON.stringify({ token }) })
    expect(foreign.status).toBe(403)
    expect((await fetch(`${walletsOrigin}/checkoutnow?token=${token}`)).headers.get('x-frame-options')).toBe('DENY')
  })
})
