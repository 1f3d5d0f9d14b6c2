import type { ScannerMessages } from './messages-till'

/** 繁體中文, the scanner's test. */
export const zhTWScanner: ScannerMessages = {
  title: '掃碼槍自檢',
  wait: { hint: '請用掃碼槍掃一個付款碼', help: '游標在哪裡都行。這裡只看掃碼槍怎麼打字，不會收款，也不會顯示完整的付款碼。' },
  unheard: '現在掃碼收不到，點這裡繼續',
  verdict: {
    good: { title: '可以直接用', text: '這把掃碼槍不用再設定。' },
    fair: { title: '能用，可以設得更好', text: '已經能讀到付款碼。照下面設好，會更快更穩。' },
    bad: { title: '這樣還不能收款', text: '照下面標出的做，再掃一次。' },
  },
  checks: { code: '付款碼', speed: '速度', end: '結束符', layout: '鍵盤配置', keys: '按鍵', method: '輸入法', prefix: '前綴' },
  says: {
    code: {
      read: { title: '讀到了完整的付款碼', text: '只顯示頭尾，中間的數字已經隱去。' },
      unsupported: { title: '讀到了完整的付款碼', text: '掃碼槍沒有問題，只是這個錢包在這裡不能收款。' },
      incomplete: { title: '只讀到一部分', text: '再掃一次；總是這樣的話，把字元間隔調大一點，或換一條線。' },
      other: { title: '這不是付款碼', text: '請掃錢包裡的「付款碼」。收款碼、商品條碼都不行。' },
      none: { title: '沒有認出付款碼', text: '請掃錢包裡的「付款碼」；已經是的話，先照下面標出的幾條設定。' },
    },
    speed: {
      quick: { title: '速度正常', text: '字元之間的間隔很短，不會和人打字混在一起。' },
      slow: { title: '有些慢', text: '把掃碼槍的「字元間隔」設成 0 或最小。藍牙槍請靠近一些，或換成 USB 接收器。' },
      hand: { title: '慢得像人在打字', text: '如果是掃碼槍打的，把「字元間隔」設成 0。太慢會被當成手動輸入。' },
      whole: { title: '整段一起送達', text: '不是逐個按鍵，速度看不出來，也不用設。' },
    },
    end: {
      enter: { title: '以 Enter 結束', text: '這樣最快，掃完立刻收款。' },
      twice: { title: '以 Enter 結束，多按了一次', text: '多出的一次會被忽略，不會收兩次。' },
      tab: { title: '以 Tab 結束', text: '能用。建議把後綴改成 Enter（CR），別的軟體也會更順。' },
      control: { title: '以控制字元結束', text: '能用，但有的瀏覽器會開啟別的視窗。請把後綴改成 Enter（CR）。' },
      capslock: { title: '以大寫鎖定鍵結束', text: '能用，但會改變大小寫狀態。請把後綴改成 Enter（CR）。' },
      none: { title: '沒有結束符', text: '能用，只是要多等一會兒才知道掃完了。請把後綴設成 Enter（CR）。' },
    },
    layout: {
      same: { title: '和電腦一致', text: '打出來的就是掃到的數字。' },
      other: { title: '和電腦不一致', text: '這裡能認出來，別的軟體會出錯。請把掃碼槍的鍵盤配置設成和電腦一樣，一般是美式（US）。' },
    },
    keys: {
      row: { title: '主鍵盤數字鍵', text: '這是預設的方式。' },
      numpad: { title: '數字鍵盤', text: '可以用。關掉 NumLock 時別的軟體會出錯。' },
      numlock: { title: '數字鍵盤，NumLock 關著', text: '這裡能認出來，別的軟體會出錯。請打開 NumLock，或讓掃碼槍改用主鍵盤數字。' },
      alt: { title: 'Alt 加數字鍵盤', text: '能用，但很慢。請在掃碼槍裡關掉「Alt 模式」（也叫 ASCII 組合輸入）。' },
      hidden: { title: '看不到按鍵', text: '裝置用輸入法送字。請在裝置的掃描設定裡選「按鍵方式」（Keystroke）。' },
      text: { title: '整段送進輸入框', text: '可以用。逐個按鍵更可靠：請在裝置的掃描設定裡選「按鍵方式」。' },
    },
    method: {
      none: { title: '沒有經過輸入法', text: '數字直接到了頁面。' },
      between: { title: '經過了輸入法', text: '這裡能認出來。請把收銀電腦的輸入法切到英文，免得丟字。' },
      wide: { title: '輸入法打成了全形', text: '這裡能認出來，別的軟體會出錯。請切到半形，或把輸入法切到英文。' },
    },
    prefix: {
      none: { title: '沒有前綴', text: '付款碼前面沒有多餘的字元。' },
      aim: { title: '帶條碼類型標識', text: '會自動去掉。用不到的話，可以關掉「AIM 標識」（Code ID）。' },
      control: { title: '帶控制字元', text: '會自動去掉。請關掉掃碼槍的前綴，免得觸發瀏覽器的快速鍵。' },
      text: { title: '帶了別的字元', text: '付款碼前後不能有別的字元。請關掉掃碼槍的前綴和後綴文字。' },
    },
  },
  unionpay: '雲閃付',
  again: '再測一次',
}
