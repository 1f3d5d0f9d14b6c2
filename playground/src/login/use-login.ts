import { useEventListener } from '@vueuse/core'
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { askLogin, LoginError } from './ask'
import { forgetSession, keepSession, readSession, type Granted, type Session } from './session'
import { leaveForWechat, takeLoginNote } from './wechat-trip'

/** Who is logged in, in every tab of this browser. */
export const useLogin = defineStore('login', () => {
  const session = shallowRef<Session | undefined>(readSession())
  const isBusy = shallowRef(false)
  /** What went wrong, in a sentence for the payer; empty where nothing did. */
  const note = shallowRef(takeLoginNote())

  function refresh(): void {
    const next = readSession()
    if (next?.token !== session.value?.token) session.value = next
  }

  async function attempt(act: () => Promise<void>): Promise<void> {
    if (isBusy.value) return
    isBusy.value = true
    note.value = ''
    try {
      await act()
    } catch (error) {
      note.value = error instanceof LoginError ? error.message : '登录没有成功。'
    } finally {
      isBusy.value = false
      refresh()
    }
  }

  useEventListener(window, 'storage', refresh)
  // Back from WeChat's page without a login: a page that was kept whole would still be waiting.
  useEventListener(window, 'pageshow', () => { isBusy.value = false })

  return {
    session, isBusy, note,
    /** Leaves this page. */
    withWechat: (isSilent = false) => attempt(() => leaveForWechat({ isSilent })),
    anonymously: () => attempt(async () => keepSession(await askLogin<Granted>('/hserve/v2.0/login/anonymous/', {}))),
    /** The server has said that the login is not good any more, or the payer wants to leave. */
    forget(): void {
      forgetSession()
      refresh()
    },
    async out(): Promise<void> {
      await attempt(async () => { await askLogin('/hserve/v2.0/session/destroy/', {}) })
      note.value = ''
      forgetSession()
      refresh()
    },
  }
})
