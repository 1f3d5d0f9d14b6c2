import { describe, expect, it } from 'vitest'
import type { Attempt } from '../core/machine'
import { createNews } from './news'
import { createStage } from './stage'

const attempt: Attempt = { no: 1, gatewayType: 'weixin_tenpay_native' }

describe('the stage', () => {
  it('a step that throws freezes nothing: the state is told, and the next event is heard', () => {
    const news = createNews(() => 0)
    const told: string[] = []
    news.onEvent((piece) => { if (piece.type === 'state') told.push(piece.name) })
    const stage = createStage({
      news,
      signal: new AbortController().signal,
      onEnter: ({ name }) => { if (name === 'creating') throw new Error('of a broken port') },
    })
    expect(() => stage.dispatch({ type: 'create', attempt })).toThrow('of a broken port')
    stage.dispatch({ type: 'other-paid', attempt, order: { description: 'x', show: { flow: 'none' } } })
    expect(stage.state.name).toBe('paid')
    expect(told).toEqual(['creating', 'paid'])
  })
})
