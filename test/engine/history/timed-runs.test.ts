import { expect, test } from 'vitest'
import { runSpeed } from '../../../src/engine/history/run-speed.ts'
import { type TimedExecution, timedRuns } from '../../../src/engine/history/timed-runs.ts'

const execution = (run: number, durationMs: number, more: Partial<TimedExecution> = {}): TimedExecution => ({
  ...{ at: run, run: `${run}`, commit: `c${run}`, place: 'test', durationMs, speed: 1 },
  ...more,
})

const durations = (executions: readonly TimedExecution[]) => timedRuns(executions).map(({ level }) => Math.round(Math.exp(level)))

test('a slow machine does not make a test slower', () => {
  expect(durations([execution(1, 100), execution(2, 200, { speed: 2 }), execution(3, 100)])).toEqual([100, 100, 100])
})

test('legs of a matrix differ, and a run of one leg is no change', () => {
  const both = [1, 2, 3].flatMap((run) => [execution(run, 100), execution(run, 400, { place: 'windows' })])
  const values = durations([...both, execution(4, 400, { place: 'windows' })])
  expect(new Set(values).size).toBe(1)
})

test('runs come in the order of their time, a report of 0 ms has a level', () => {
  expect(timedRuns([execution(2, 0), execution(1, 5)]).map(({ commit }) => commit)).toEqual(['c1', 'c2'])
})

test('the speed of a run is what most of its tests say', () => {
  const tests = [200, 210, 190, 900, 200, 205].map((durationMs) => ({ durationMs, usualMs: 100 }))
  expect(runSpeed(tests)).toBeCloseTo(2.025)
  expect(runSpeed(tests.slice(0, 4))).toBeNull()
  expect(runSpeed(tests.map(({ durationMs }) => ({ durationMs, usualMs: null })))).toBeNull()
})
