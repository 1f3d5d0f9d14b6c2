declare module '@paypal/checkout-server-sdk' {
  interface Request { readonly path: string, headers: Record<string, string>, requestBody(body: object): void, prefer(preference: string): void, payPalRequestId?(id: string): void }
  interface Answer { readonly statusCode: number, readonly result: { readonly id: string, readonly status: string, readonly links: readonly { readonly rel: string, readonly href: string }[], readonly purchase_units: readonly Readonly<Record<string, unknown>>[] } }
  export const core: {
    readonly PayPalEnvironment: new (clientId: string, secret: string, baseUrl: string, webUrl: string) => object
    readonly PayPalHttpClient: new (environment: object) => { execute(request: object): Promise<Answer> }
  }
  export const orders: {
    readonly OrdersCreateRequest: new () => Request
    readonly OrdersGetRequest: new (id: string) => Request
    readonly OrdersCaptureRequest: new (id: string) => Request
  }
  const sdk: { readonly core: typeof core, readonly orders: typeof orders }
  export default sdk
}
