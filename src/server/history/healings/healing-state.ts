import { z } from 'zod'

/** What a healing is doing. One short job per state: no job holds a worker while a workflow runs. */
export const HealingState = z.enum([
  'received',
  'waiting',
  'triaging',
  'dispatching',
  'running',
  'collecting',
  'delivering',
  'done',
  'failed',
  'superseded',
  'cancelled',
  'not_dispatchable',
])
export type HealingState = z.infer<typeof HealingState>

const STOPS = ['failed', 'superseded', 'cancelled'] as const

/**
 * Where a healing may go from each state. `waiting` waits for the commit's other runs; `triaging` may deliver at once, where logs
 * alone gave the answer; `not_dispatchable` still delivers what the logs said, and ends in `done`.
 */
export const HEALING_TRANSITIONS: Readonly<Record<HealingState, readonly HealingState[]>> = {
  received: ['waiting', ...STOPS],
  waiting: ['triaging', ...STOPS],
  triaging: ['dispatching', 'delivering', 'not_dispatchable', 'done', ...STOPS],
  dispatching: ['running', 'delivering', 'not_dispatchable', ...STOPS],
  running: ['collecting', 'delivering', ...STOPS],
  collecting: ['delivering', ...STOPS],
  delivering: ['done', ...STOPS],
  not_dispatchable: ['delivering', 'done', ...STOPS],
  done: [],
  failed: [],
  superseded: [],
  cancelled: [],
}

export function canTransition(from: HealingState, to: HealingState): boolean {
  return HEALING_TRANSITIONS[from].includes(to)
}

export function isFinished(state: HealingState): boolean {
  return HEALING_TRANSITIONS[state].length === 0
}

/** Failures that come before the dispatch join the healing; later ones make its next generation. */
export function takesFailures(state: HealingState): boolean {
  return ['received', 'waiting', 'triaging'].includes(state)
}

/** Whether a late failure may open the next generation: not where a newer head or a person has ended the healing. */
export function canStartGeneration(state: HealingState): boolean {
  return !takesFailures(state) && state !== 'superseded' && state !== 'cancelled'
}
