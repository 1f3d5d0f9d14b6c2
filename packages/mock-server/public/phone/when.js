const time = new Intl.DateTimeFormat('zh-CN', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const day = new Intl.DateTimeFormat('zh-CN', { month: 'long', day: 'numeric' })

/** An instant as a bill tells it: the time alone for today, by the wallet's own clock. */
export function when(at, now) {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString()
  return `${isToday ? '今天' : day.format(at)} ${time.format(at)}`
}

/** The time of the day. */
export const timeOfDay = () => time.format(Date.now())
