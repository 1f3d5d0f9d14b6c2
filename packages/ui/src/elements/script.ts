/** The script tag's build: `<script src="elements.iife.js">` gives `window.BaaSPay`, with the sdk, Vue and the styles inside. */
import { alipayBridge, createPayClient, HError, minCloud, qqBridge, weixinBridge } from '@baas-pay/sdk'
import { walnut } from '@baas-pay/sdk/walnut'
import { definePayElements } from './define'

const { currentScript } = document
const beside = (file: string) => (currentScript instanceof HTMLScriptElement && currentScript.src ? new URL(file, currentScript.src).href : undefined)
const [stylesheet, kioskStylesheet] = ['style.css', 'kiosk.css'].map(beside)

/** What the script gives the page. */
const BaaSPay = {
  createPayClient, minCloud, walnut, weixinBridge, alipayBridge, qqBridge, HError,
  definePayElements: (options: Parameters<typeof definePayElements>[0] = {}) => definePayElements({ stylesheet, kioskStylesheet, ...options }),
}

Object.assign(window, { BaaSPay })
