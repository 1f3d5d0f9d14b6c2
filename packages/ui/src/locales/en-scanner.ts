import type { ScannerMessages } from './messages-till'

/** English, the scanner's test. */
export const enScanner: ScannerMessages = {
  title: 'Scanner test',
  wait: { hint: 'Scan a payment code', help: 'Wherever the cursor is. This only watches how the scanner types: nothing is charged, and no whole code is shown.' },
  unheard: 'Scans don’t arrive now. Press here to go on',
  verdict: {
    good: { title: 'Ready to use', text: 'Nothing to set on this scanner.' },
    fair: { title: 'Works, and can do better', text: 'It reads payment codes. Set what is marked below to make it quicker and safer.' },
    bad: { title: 'Can’t take payments yet', text: 'Set what is marked below, then scan again.' },
  },
  checks: { code: 'Payment code', speed: 'Speed', end: 'Ending', layout: 'Layout', keys: 'Keys', method: 'Input method', prefix: 'Prefix' },
  says: {
    code: {
      read: { title: 'A whole payment code', text: 'Only its ends are shown; the digits between are hidden.' },
      unsupported: { title: 'A whole payment code', text: 'The scanner is fine. This wallet just can’t pay here.' },
      incomplete: { title: 'Only a part of a code', text: 'Scan again. If it stays like this, lengthen the inter-character delay a little, or change the cable.' },
      other: { title: 'Not a payment code', text: 'Scan the payment code of a wallet. A shop’s QR code or goods’ barcodes won’t do.' },
      none: { title: 'No payment code found', text: 'Scan the payment code of a wallet. If it was one, set what is marked below first.' },
    },
    speed: {
      quick: { title: 'Quick enough', text: 'The gaps are short, so it can’t be mixed up with typing.' },
      slow: { title: 'A little slow', text: 'Set the scanner’s inter-character delay to 0. Move a Bluetooth scanner closer, or use its USB receiver.' },
      hand: { title: 'As slow as typing', text: 'If that was the scanner, set its inter-character delay to 0. It may be taken for typing.' },
      whole: { title: 'All at once', text: 'It came as one text, not as keys: there is no speed to set.' },
    },
    end: {
      enter: { title: 'Ends with Enter', text: 'The quickest way: the charge begins at once.' },
      twice: { title: 'Ends with Enter, twice', text: 'The second is ignored. Nobody is charged twice.' },
      tab: { title: 'Ends with Tab', text: 'Works. Other software prefers Enter (CR) as the suffix.' },
      control: { title: 'Ends with a control character', text: 'Works, but some browsers open a window for it. Set the suffix to Enter (CR).' },
      capslock: { title: 'Ends with Caps Lock', text: 'Works, but it toggles the letters’ case. Set the suffix to Enter (CR).' },
      none: { title: 'No ending', text: 'Works, after a moment’s wait. Set the suffix to Enter (CR).' },
    },
    layout: {
      same: { title: 'The computer’s own', text: 'What is typed is what was scanned.' },
      other: { title: 'Not the computer’s', text: 'Understood here, wrong elsewhere. Set the scanner to the computer’s keyboard layout, usually US.' },
    },
    keys: {
      row: { title: 'Digits of the main keyboard', text: 'The usual way.' },
      numpad: { title: 'Digits of the number pad', text: 'Fine. With Num Lock off, other software gets it wrong.' },
      numlock: { title: 'Number pad, Num Lock off', text: 'Understood here, wrong elsewhere. Turn Num Lock on, or have the scanner use the main keyboard.' },
      alt: { title: 'Alt and the number pad', text: 'Works, slowly. Turn off the scanner’s ALT mode.' },
      hidden: { title: 'Hidden keys', text: 'The device types by its input method. In its scan settings, choose keystrokes.' },
      text: { title: 'One text into a field', text: 'Works. Keys are safer: in the device’s scan settings, choose keystrokes.' },
    },
    method: {
      none: { title: 'None between', text: 'The digits came straight to the page.' },
      between: { title: 'An input method is on', text: 'Understood here. Switch the till’s input method to English, so that nothing gets lost.' },
      wide: { title: 'Full-width digits', text: 'Understood here, wrong elsewhere. Switch the input method to half width, or to English.' },
    },
    prefix: {
      none: { title: 'None', text: 'Nothing stands before the code.' },
      aim: { title: 'An AIM identifier', text: 'It is taken off. If nothing needs it, turn off the scanner’s code ID.' },
      control: { title: 'A control character', text: 'It is taken off. Turn off the scanner’s prefix: browsers have shortcuts on these keys.' },
      text: { title: 'Other characters', text: 'Nothing may stand around the code. Turn off the scanner’s prefix and suffix texts.' },
    },
  },
  unionpay: 'UnionPay',
  again: 'Test again',
}
