import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ALBUM } from './album'

const width = (file: string) => Number.parseInt(file, 10)

/** Lays all pictures out on one page: a row for each subject, from narrow to wide. */
export default async function contactSheet(): Promise<void> {
  const subjects = (await readdir(ALBUM, { withFileTypes: true })).filter((one) => one.isDirectory()).map(({ name }) => name).sort()
  const rows = await Promise.all(subjects.map(async (subject) => {
    const files = (await readdir(join(ALBUM, subject))).sort((a, b) => width(a) - width(b) || b.localeCompare(a))
    const pictures = files.map((file) => `<a href="${subject}/${file}"><img src="${subject}/${file}" alt="${file}" title="${file}" loading="lazy"></a>`)
    return `<section id="${subject}"><h2>${subject.replace('--', ' / ')}</h2><div>${pictures.join('')}</div></section>`
  }))
  const style = 'body{margin:16px;font:14px/1.5 system-ui;background:#8a909a}h2{font-size:14px;margin:16px 0 4px}div{display:flex;gap:8px;overflow-x:auto}img{height:420px;display:block}'
  await writeFile(join(ALBUM, 'index.html'), `<!doctype html><meta charset="utf-8"><title>Pictures</title><style>${style}</style>${rows.join('\n')}\n`)
}
