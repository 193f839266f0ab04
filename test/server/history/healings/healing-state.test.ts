import { expect, test } from 'vitest'
import {
  canStartGeneration,
  canTransition,
  HEALING_TRANSITIONS,
  HealingState,
  isFinished,
  takesFailures,
} from '../../../../src/server/history/healings/healing-state.ts'

test('every state can be reached from received', () => {
  const seen = new Set<HealingState>(['received'])
  for (const state of seen) for (const next of HEALING_TRANSITIONS[state]) seen.add(next)
  expect([...seen].sort()).toEqual([...HealingState.options].sort())
})

test('every open state can fail, be superseded and be cancelled; no finished one goes anywhere', () => {
  for (const state of HealingState.options) {
    const ends = ['failed', 'superseded', 'cancelled'].filter((end) => canTransition(state, end as HealingState))
    expect(ends, state).toHaveLength(isFinished(state) ? 0 : 3)
  }
  expect(HealingState.options.filter(isFinished)).toEqual(['done', 'failed', 'superseded', 'cancelled'])
})

test('nothing is delivered that was not triaged, and nothing is collected that did not run', () => {
  expect(canTransition('waiting', 'delivering')).toBe(false)
  expect(canTransition('dispatching', 'collecting')).toBe(false)
  expect(canTransition('triaging', 'delivering')).toBe(true)
})

test('failures join until the dispatch and open a generation from then on, but not of an ended healing', () => {
  for (const state of HealingState.options) expect(takesFailures(state) && canStartGeneration(state)).toBe(false)
  expect(takesFailures('triaging')).toBe(true)
  expect(canStartGeneration('running')).toBe(true)
  expect(canStartGeneration('done')).toBe(true)
  expect(canStartGeneration('superseded')).toBe(false)
  expect(canStartGeneration('cancelled')).toBe(false)
})
