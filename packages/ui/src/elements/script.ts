/** The script tag's build: `<script src="elements.iife.js">` gives `window.BaaSPay`, with the sdk, Vue and the styles inside. */
import { alipayBridge, createPayClient, HError, minCloud, qqBridge, weixinBridge } from '@baas-pay/sdk'
import { walnut } from '@baas-pay/sdk/walnut'
import { definePayElements } from './define'

const { currentScript } = document
const stylesheet = currentScript instanceof HTMLScriptElement && currentScript.src ? new URL('style.css', currentScript.src).href : undefined

/** What the script gives the page. */
const BaaSPay = {
  createPayClient, minCloud, walnut, weixinBridge, alipayBridge, qqBridge, HError,
  definePayElements: (options: Parameters<typeof definePayElements>[0] = {}) => definePayElements({ stylesheet, ...options }),
}

Object.assign(window, { BaaSPay })
