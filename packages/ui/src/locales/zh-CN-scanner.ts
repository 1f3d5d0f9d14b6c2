import type { ScannerMessages } from './messages-till'

/** 简体中文, the scanner's test. */
export const zhCNScanner: ScannerMessages = {
  title: '扫码枪自检',
  wait: { hint: '请用扫码枪扫一个付款码', help: '光标在哪里都行。这里只看扫码枪怎么打字，不会收款，也不会显示完整的付款码。' },
  unheard: '现在扫码收不到，点这里继续',
  verdict: {
    good: { title: '可以直接用', text: '这把扫码枪不用再设置。' },
    fair: { title: '能用，可以设得更好', text: '已经能读到付款码。照下面设好，会更快更稳。' },
    bad: { title: '这样还不能收款', text: '照下面标出的做，再扫一次。' },
  },
  checks: { code: '付款码', speed: '速度', end: '结束符', layout: '键盘布局', keys: '按键', method: '输入法', prefix: '前缀' },
  says: {
    code: {
      read: { title: '读到了完整的付款码', text: '只显示头尾，中间的数字已经隐去。' },
      unsupported: { title: '读到了完整的付款码', text: '扫码枪没有问题，只是这个钱包在这里不能收款。' },
      incomplete: { title: '只读到一部分', text: '再扫一次；总是这样的话，把字符间隔调大一点，或换一根线。' },
      other: { title: '这不是付款码', text: '请扫钱包里的“付款码”。收款码、商品条码都不行。' },
      none: { title: '没有认出付款码', text: '请扫钱包里的“付款码”；已经是的话，先照下面标出的几条设置。' },
    },
    speed: {
      quick: { title: '速度正常', text: '字符之间的间隔很短，不会和人打字混在一起。' },
      slow: { title: '有些慢', text: '把扫码枪的“字符间隔”设成 0 或最小。蓝牙枪请靠近一些，或换成 USB 接收器。' },
      hand: { title: '慢得像人在打字', text: '如果是扫码枪打的，把“字符间隔”设成 0。太慢会被当成手动输入。' },
      whole: { title: '整段一起送达', text: '不是逐个按键，速度看不出来，也不用设。' },
    },
    end: {
      enter: { title: '以回车结束', text: '这样最快，扫完立刻收款。' },
      twice: { title: '以回车结束，多按了一次', text: '多出的一次会被忽略，不会收两次。' },
      tab: { title: '以 Tab 结束', text: '能用。建议把后缀改成回车（CR），别的软件也会更顺。' },
      control: { title: '以控制字符结束', text: '能用，但有的浏览器会打开别的窗口。请把后缀改成回车（CR）。' },
      capslock: { title: '以大写锁定键结束', text: '能用，但会改变大小写状态。请把后缀改成回车（CR）。' },
      none: { title: '没有结束符', text: '能用，只是要多等一会儿才知道扫完了。请把后缀设成回车（CR）。' },
    },
    layout: {
      same: { title: '和电脑一致', text: '打出来的就是扫到的数字。' },
      other: { title: '和电脑不一致', text: '这里能认出来，别的软件会出错。请把扫码枪的键盘布局设成和电脑一样，一般是美式（US）。' },
    },
    keys: {
      row: { title: '主键盘数字键', text: '这是默认的方式。' },
      numpad: { title: '小键盘数字键', text: '可以用。关掉 NumLock 时别的软件会出错。' },
      numlock: { title: '小键盘，NumLock 关着', text: '这里能认出来，别的软件会出错。请打开 NumLock，或让扫码枪改用主键盘数字。' },
      alt: { title: 'Alt 加小键盘', text: '能用，但很慢。请在扫码枪里关掉“Alt 模式”（也叫 ASCII 组合输入）。' },
      hidden: { title: '看不到按键', text: '设备用输入法送字。请在设备的扫描设置里选“按键方式”（Keystroke）。' },
      text: { title: '整段送进输入框', text: '可以用。逐个按键更可靠：请在设备的扫描设置里选“按键方式”。' },
    },
    method: {
      none: { title: '没有经过输入法', text: '数字直接到了页面。' },
      between: { title: '经过了输入法', text: '这里能认出来。请把收银电脑的输入法切到英文，免得丢字。' },
      wide: { title: '输入法打成了全角', text: '这里能认出来，别的软件会出错。请切到半角，或把输入法切到英文。' },
    },
    prefix: {
      none: { title: '没有前缀', text: '付款码前面没有多余的字符。' },
      aim: { title: '带条码类型标识', text: '会自动去掉。用不到的话，可以关掉“AIM 标识”（Code ID）。' },
      control: { title: '带控制字符', text: '会自动去掉。请关掉扫码枪的前缀，免得触发浏览器的快捷键。' },
      text: { title: '带了别的字符', text: '付款码前后不能有别的字符。请关掉扫码枪的前缀和后缀文字。' },
    },
  },
  unionpay: '云闪付',
  again: '再测一次',
}
