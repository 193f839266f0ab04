import { describe, expect, test } from 'vitest'
import { minimalSet } from '../../../../src/engine/diagnosis/causes/minimal-set.ts'

/** Answers every question until there is none; a set passes when it holds one of these causes whole. */
function search(count: number, passes: (set: readonly number[]) => boolean): { found: readonly number[] | null; runs: number } {
  const known = new Map<string, 'passed' | 'failed'>()
  const items = Array.from({ length: count }, (_, index) => index)
  for (;;) {
    const step = minimalSet(items, (set) => known.get(set.join(',')))
    if (step.kind !== 'ask') return { found: step.kind === 'found' ? step.set : null, runs: known.size }
    expect(known.has(step.set.join(','))).toBe(false)
    known.set(step.set.join(','), passes(step.set) ? 'passed' : 'failed')
  }
}

const needs =
  (...cause: readonly number[]) =>
  (set: readonly number[]) =>
    cause.every((item) => set.includes(item))

describe('the minimal set', () => {
  test.each([
    [1, [0]],
    [2, [0]],
    [2, [1]],
    [2, [0, 1]],
    [5, [3]],
    [5, [0, 4]],
    [16, [11]],
    [16, [2, 3]],
    [16, [0, 7, 15]],
    [40, [39]],
  ])('of %i parts is found exactly: %j', (count, cause) => {
    expect(search(count, needs(...cause)).found).toEqual(cause)
  })

  test('is every single one of sixteen, within the budget of twelve runs, in nine on average', () => {
    const runs = Array.from({ length: 16 }, (_, cause) => search(16, needs(cause)))
    expect(runs.map(({ found }) => found)).toEqual(Array.from({ length: 16 }, (_, cause) => [cause]))
    expect(Math.max(...runs.map(({ runs: count }) => count))).toBeLessThanOrEqual(11)
    expect(runs.reduce((sum, { runs: count }) => sum + count, 0) / runs.length).toBeLessThanOrEqual(9)
    expect(runs[0]?.runs).toBe(2)
  })

  test('is none when the test fails with everything undone', () => {
    expect(search(4, () => false)).toEqual({ found: null, runs: 1 })
    expect(minimalSet([], () => undefined)).toEqual({ kind: 'none' })
  })

  test('needs every member: taking one away fails, also where parts depend on each other', () => {
    const depends = (set: readonly number[]) => set.includes(5) && set.includes(2) === set.includes(3)
    const { found } = search(8, depends)
    expect(found).toEqual([5])
  })

  test('asks only for what it was not told: one part that is known to pass whole needs no run', () => {
    expect(minimalSet([7], () => 'passed')).toEqual({ kind: 'found', set: [7] })
  })
})
