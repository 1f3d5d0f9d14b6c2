import { part } from './element.js'
import { complain, say } from './message.js'
import { scan } from './payment.js'
import { readPicture } from './picture.js'
import { typed } from './pin.js'
import { change, isPlace, screen } from './screens.js'
import { isBusy } from './turn.js'

let reading = false

/** Takes what a camera would have read. */
export function take(content) {
  change('scan')
  part('content').value = content
  void scan(content)
}

async function takePicture(file) {
  if (!file || isBusy() || reading || !isPlace()) return
  if (!file.type.startsWith('image/')) return sayNoCode('这不是图片，请选择截图或照片')
  reading = true
  if (screen() !== 'scan') change('scan')
  say('正在识别图片…')
  const content = await readPicture(file).catch(() => null)
  reading = false
  if (screen() !== 'scan' || isBusy()) return
  if (content) return take(content)
  sayNoCode(content === null ? '这张图片打不开，请换一张' : '图片里没有找到二维码，请换一张清晰、完整的截图')
}

function sayNoCode(sentence) {
  if (screen() !== 'scan') change('scan')
  say(sentence, 'wrong')
}

async function paste() {
  try {
    const text = await navigator.clipboard.readText()
    if (isBusy() || screen() !== 'scan') return
    if (!text.trim()) return complain('剪贴板里没有文字', 'content')
    part('content').value = text.trim()
    typed('')
    say('')
    part('scan').focus()
  } catch {
    complain('浏览器没有允许读取剪贴板，请直接在框内粘贴', 'content')
  }
}

function dropAnywhere() {
  const mark = (on) => part('screen').toggleAttribute('data-drop', on && isPlace())
  const hasFile = ({ dataTransfer }) => [...(dataTransfer?.types ?? [])].some((type) => ['Files', 'text/plain'].includes(type))
  addEventListener('dragover', (event) => {
    if (!hasFile(event)) return
    // Without this the browser would leave the page for the picture.
    event.preventDefault()
    mark(true)
  })
  addEventListener('dragleave', ({ relatedTarget }) => { if (!relatedTarget) mark(false) })
  addEventListener('drop', (event) => {
    mark(false)
    if (!hasFile(event)) return
    event.preventDefault()
    const { files } = event.dataTransfer
    const text = event.dataTransfer.getData('text/plain').trim()
    if (files.length) void takePicture(files[0])
    else if (text && isPlace() && !isBusy()) take(text)
  })
}

/** Makes the ways to scan work: paste, drop or choose a picture, or paste the content as text. */
export function readyToScan() {
  part('choose').addEventListener('click', () => part('picture').click())
  part('picture').addEventListener('change', ({ target }) => {
    const [file] = target.files
    // The same picture can be chosen again.
    target.value = ''
    void takePicture(file)
  })
  part('paste').addEventListener('click', () => { void paste() })
  addEventListener('paste', (event) => {
    const file = [...(event.clipboardData?.files ?? [])].find(({ type }) => type.startsWith('image/'))
    const text = event.clipboardData?.getData('text/plain').trim()
    if (file) {
      event.preventDefault()
      void takePicture(file)
    } else if (text && ['home', 'scan'].includes(screen()) && !isBusy() && !event.target.closest?.('input, textarea')) {
      take(text)
    }
  })
  dropAnywhere()
  const content = part('content')
  content.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing) return
    event.preventDefault()
    content.form.requestSubmit()
  })
  content.addEventListener('input', () => {
    typed('')
    say('')
  })
  content.form.addEventListener('submit', (event) => {
    event.preventDefault()
    void scan(content.value.trim())
  })
}
