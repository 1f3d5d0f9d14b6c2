import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { compileScript, parse } from 'vue/compiler-sfc'
import { payDialog, payDialogEvents, payDialogSlots } from './elements/pay-dialog'
import { payQrcode, payQrcodeEvents } from './elements/pay-qrcode'
import { scanPay, scanPayEvents, scanPaySlots } from './elements/scan-pay'
import * as elementsDoor from './elements'
import * as door from './index'

const read = (file: string) => readFileSync(`${import.meta.dirname}/${file}`, 'utf8')
const readme = read('../README.md')
const sorted = (names: Iterable<string>) => [...new Set(names)].sort()
const firsts = (text: string, pattern: RegExp) => sorted([...text.matchAll(pattern)].map(([, name = '']) => name))
const section = (title: string) => readme.split(/^#+ /mu).find((text) => text.startsWith(title)) ?? ''
const dialogTypes = read('components/PayDialog/types.ts')
const scanTypes = read('components/ScanPay/types.ts')
const between = (text: string, from: string, to: string) => text.slice(text.indexOf(from), text.indexOf(to, text.indexOf(from)))

describe('the readme', () => {
  it('lists the theme variables that the stylesheet reads, and no other', () => {
    expect(firsts(section('Theming'), /`(--pay-[a-z-]+)`/gu)).toEqual(firsts(read('styles/tokens.css'), /var\((--pay-[a-z-]+)/gu))
  })

  it('lists the dialog’s props and events, and no other', () => {
    const [props = '', events = ''] = section('`<PayDialog>`').split('| event |')
    expect(firsts(props, /^\| `([a-zA-Z]+)` \|/gmu)).toEqual(firsts(between(dialogTypes, 'interface PayDialogProps', '\n}'), /^ {2}(\w+)\??:/gmu))
    expect(firsts(events, /^\| `([a-z-]+)` \|/gmu)).toEqual(firsts(between(dialogTypes, 'interface PayDialogEmits', '\n}'), /^ {2}'?([a-z-]+)'?: \[/gmu))
  })

  it('lists the counter’s props, events and slots, and no other', () => {
    const [props = '', events = ''] = section('`<ScanPay>`').split('| event |')
    expect(firsts(props, /^\| `([a-zA-Z]+)` \|/gmu)).toEqual(firsts(between(scanTypes, 'interface ScanPayProps', '\n}'), /^ {2}(\w+)\??:/gmu))
    expect(firsts(events, /^\| `([a-z-]+)` \|/gmu)).toEqual(firsts(between(scanTypes, 'interface ScanPayEmits', '\n}'), /^ {2}'?([a-z-]+)'?: \[/gmu))
    const [, slots = ''] = /Slots: ([^]*?)\.\n/u.exec(events) ?? []
    expect(firsts(slots, /`(header|goods|print|support|footer)`/gu)).toEqual(firsts(between(scanTypes, 'interface ScanPaySlots', '\n}'), /^ {2}(\w+)\?\(/gmu))
  })

  it('names parts that the door has, and samples that compile', () => {
    for (const name of firsts(section('The parts'), /`<((?:Pay|Scan)\w+)>`/gu)) expect(door).toHaveProperty(name)
    const samples = [...readme.matchAll(/```vue\n([\s\S]*?)```/gu)].map(([, sample = '']) => compileScript(parse(sample, { filename: 'Sample.vue' }).descriptor, { id: 'sample', inlineTemplate: true }).content)
    expect(samples).toEqual([expect.stringContaining('PayDialog'), expect.stringContaining('ScanPay'), expect.stringContaining('ScanResults')])
    for (const [, names = ''] of readme.matchAll(/import \{([^}]+)\} from '@baas-pay\/ui'/gu)) {
      const values = names.split(',').map((name) => name.trim()).filter((name) => !name.startsWith('type '))
      expect(Object.keys(door)).toEqual(expect.arrayContaining(values))
    }
  })

  it.each([
    { element: 'pay-dialog', component: payDialog, events: payDialogEvents },
    { element: 'pay-qrcode', component: payQrcode, events: payQrcodeEvents },
    { element: 'scan-pay', component: scanPay, events: scanPayEvents },
  ])('lists the properties and events that $element is made of, and no other', ({ element, component, events }) => {
    const [props = '', rest = ''] = section(`\`<${element}>\``).split('| event |')
    const rows = rest.split('\n').filter((line) => line.startsWith('| `')).map((line) => line.split(' | ')[0] ?? '').join()
    expect(firsts(props, /^\| `([a-zA-Z]+)` \|/gmu)).toEqual(sorted(Object.keys((component as { props?: object }).props ?? {})))
    expect(firsts(rows, /`([a-z-]+)`/gu)).toEqual(sorted(Object.keys(events)))
  })

  it.each([['pay-dialog', payDialogSlots], ['scan-pay', scanPaySlots]])('lists the slots of <%s>', (element, slotsOf) => {
    const [, slots = ''] = /Slots: ([^]*?)\.\n/u.exec(section(`\`<${element}>\``)) ?? []
    expect(firsts(slots, /`([a-z]+)`/gu)).toEqual(sorted(Object.keys(slotsOf)))
  })

  it('names what the elements’ door has', () => {
    for (const [, names = ''] of readme.matchAll(/import \{([^}]+)\} from '@baas-pay\/ui\/elements'/gu)) expect(Object.keys(elementsDoor)).toEqual(expect.arrayContaining(names.split(',').map((name) => name.trim())))
  })

  it('lists what the script tag gives', async () => {
    await import('./elements/script')
    const [, said = ''] = /`window\.BaaSPay` has ([^]*?);/u.exec(readme) ?? []
    expect(firsts(said, /`(\w+)`/gu)).toEqual(sorted(Object.keys((window as unknown as { BaaSPay: object }).BaaSPay)))
  })
})
