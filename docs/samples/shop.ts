/** What the samples of the docs import of a reader's own shop: each name says what it does there. */
import type { PayClient } from '@baas-pay/sdk'
import type { Component } from 'vue'

export declare const App: Component
export declare const client: PayClient
export declare function draw(codeUrl: string): void
export declare function thank(tradeNo?: string): void
export declare function note(tradeNo?: string, amountFen?: number, gatewayType?: string): void
export declare function say(text: string): void
export declare function lookUp(number?: string): void
export declare function offerAgain(): void
export declare function offerAnotherCode(renew: () => void): void
