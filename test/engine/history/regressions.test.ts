import { describe, expect, test } from 'vitest'
import { findDurationChanges, findRegressions } from '../../../src/engine/history/regressions.ts'
import type { TimedRun } from '../../../src/engine/history/timed-runs.ts'

const HOUR = 3_600_000

/** Runs of these durations in milliseconds, each a little off. */
function runsOf(durations: readonly number[]): readonly TimedRun[] {
  return durations.map((ms, index) => ({
    at: index * HOUR,
    run: `${index}`,
    commit: `c${index}`,
    level: Math.log(ms * (1 + 0.04 * Math.sin(7 * index))),
  }))
}

const many = (count: number, ms: number) => Array.from({ length: count }, () => ms)

describe('a regression', () => {
  test('is said with its commit, its ratio and how sure that is', () => {
    const [found, ...others] = findRegressions(runsOf([...many(30, 400), ...many(8, 800)]), 1.5)
    expect(others).toEqual([])
    expect(found?.culprits.map(({ commit }) => commit)).toEqual(['c30', 'c30'])
    expect(found?.lastFast.commit).toBe('c29')
    expect(found?.ratio).toBeCloseTo(2, 1)
    expect(found?.interval[0]).toBeGreaterThan(1.8)
    expect(found?.interval[1]).toBeLessThan(2.2)
    expect(found?.beforeMs).toBeCloseTo(400, -1)
    expect(found?.afterMs).toBeCloseTo(800, -2)
    expect(found?.chance).toBeLessThan(1e-5)
    expect(found?.resolved).toBeNull()
  })

  test('that was repaired says since when', () => {
    const [found] = findRegressions(runsOf([...many(30, 400), ...many(12, 800), ...many(20, 400)]), 1.5)
    expect(found?.resolved?.commit).toBe('c42')
  })

  test.each([
    ['nothing happened', many(60, 400)],
    ['it is below the threshold', [...many(30, 400), ...many(20, 480)]],
    ['it became faster', [...many(30, 800), ...many(20, 400)]],
    ['two runs were slow', [...many(30, 400), 900, 900, ...many(20, 400)]],
    ['single runs are slow all the time', Array.from({ length: 60 }, (_, index) => (index % 7 === 3 ? 4_000 : 400))],
    ['it grew little by little', Array.from({ length: 60 }, (_, index) => 400 * 2.5 ** (index / 60))],
    ['it is a matter of milliseconds', [...many(30, 4), ...many(20, 9)]],
    ['there are few runs', [...many(4, 400), ...many(4, 800)]],
  ])('is not said where %s', (_, durations) => {
    expect(findRegressions(runsOf(durations), 1.5)).toEqual([])
  })

  test('is what the threshold says (PERFORMANCE_REGRESSION_THRESHOLD)', () => {
    const runs = runsOf([...many(30, 400), ...many(20, 680)])
    expect(findRegressions(runs, 1.5)).toHaveLength(1)
    expect(findRegressions(runs, 2)).toEqual([])
  })
})

test('changes for the better are change points too', () => {
  const [change] = findDurationChanges(runsOf([...many(30, 800), ...many(20, 400)]))
  expect(change?.culprits[0].commit).toBe('c30')
  expect(change?.ratio).toBeCloseTo(0.5, 1)
})
