import { describe, expect, test } from 'vitest'
import type { RunReview } from '../../../../src/engine/review/checks/check.ts'
import { coverageKept } from '../../../../src/engine/review/checks/coverage-kept.ts'
import { passesAlone } from '../../../../src/engine/review/checks/passes-alone.ts'
import { passesTogether } from '../../../../src/engine/review/checks/passes-together.ts'
import { removalProved } from '../../../../src/engine/review/checks/removal-proved.ts'
import { strengthMaintained } from '../../../../src/engine/review/checks/strength-maintained.ts'
import type { TestCoverage } from '../../../../src/model/runs/test-coverage.ts'
import { completedRun } from '../../../support/completed-run.ts'
import { probedTest } from '../../../support/probed.ts'
import { examineRuns, type RunCheck } from '../../../support/review-case.ts'

const FILE = 'tests/test_cart.py'
const [GONE, STAYS] = [`${FILE}::test_gone`, `${FILE}::test_stays`]
/** What stands for a removed test is its whole file: on the base with it, on the head without it. */
const lines = (tests: Readonly<Record<string, readonly number[]>>): TestCoverage => ({
  outcome: 'measured',
  tests: { [FILE]: Object.fromEntries(Object.entries(tests).map(([id, own]) => [id, { 'shop/cart.py': [...own] }])) },
  imported: {},
})
const NOTICED = { outcome: 'ran', noticed: 4, open: 0, lost: [] } as const
const LOST = { file: 'shop/cart.py', line: 3, original: '>', replacement: '>=' }

type Seen = { readonly old?: TestCoverage; readonly now?: TestCoverage; readonly strength?: RunReview['strength'] }

const examine = (
  check: RunCheck,
  { old = lines({ [GONE]: [2, 3], [STAYS]: [3] }), now = lines({ [STAYS]: [2, 3] }), strength = NOTICED }: Seen,
) =>
  examineRuns(check, {
    ...{ testIds: [FILE], old, strength, removal: true },
    alone: [completedRun([probedTest(STAYS, 'passed')], { coverage: now })],
  })

test('passed where what stays reaches and notices as much', () => {
  expect(examine(removalProved, {})).toEqual({ outcome: 'passed', detail: 'its reach and its strength were measured' })
  expect(examine(removalProved, { strength: { outcome: 'not_run', reason: 'no fault', why: 'empty' } }).outcome).toBe('passed')
})

test('passed where the removed test reached nothing that is still there, whatever the mutants say', () => {
  const seen = {
    old: lines({ [GONE]: [], [STAYS]: [] }),
    now: lines({ [STAYS]: [] }),
    strength: { outcome: 'not_run', reason: 'no time' },
  } as const
  expect(examine(removalProved, seen)).toEqual({ outcome: 'passed', detail: 'it reached nothing that still exists as it was' })
})

describe('a file that goes as a whole', () => {
  const gone = { testIds: [FILE], gone: [FILE], removal: true, strength: { outcome: 'not_run', reason: 'nothing', why: 'empty' } } as const
  const beside = probedTest('tests/test_other.py::test_b', 'passed')

  test('has to be gone in each run', () => {
    expect(examineRuns(passesAlone, { ...gone, alone: [completedRun([beside])] })).toMatchObject({ outcome: 'passed' })
    expect(examineRuns(passesTogether, { ...gone, together: completedRun([beside]) })).toMatchObject({ outcome: 'passed' })
    const still = completedRun([beside, probedTest(STAYS, 'passed')])
    expect(examineRuns(passesAlone, { ...gone, alone: [still] })).toMatchObject({ outcome: 'failed' })
    expect(examineRuns(passesTogether, { ...gone, together: still })).toMatchObject({ outcome: 'failed' })
  })

  test('is proved only where it reached nothing that is still there', () => {
    const reached = (own: readonly number[]) => ({ ...gone, old: lines({ [GONE]: own }), alone: [completedRun([beside])] })
    expect(examineRuns(removalProved, reached([]))).toMatchObject({ outcome: 'passed' })
    expect(examineRuns(coverageKept, reached([2]))).toMatchObject({ outcome: 'failed', detail: 'no longer reached: shop/cart.py:2' })
  })
})

describe('a removal is refused', () => {
  test('by coverage: a line that only the removed test reached', () => {
    expect(examine(coverageKept, { now: lines({ [STAYS]: [3] }) })).toEqual({
      outcome: 'failed',
      detail: 'no longer reached: shop/cart.py:2',
    })
  })

  test('by mutants: a fault that only the removed test noticed', () => {
    expect(examine(strengthMaintained, { strength: { ...NOTICED, lost: [LOST] } })).toMatchObject({ outcome: 'failed' })
  })

  test.each<[string, Seen, RegExp]>([
    [
      'the base was not recorded',
      { old: { outcome: 'not_run', reason: 'it was busy' } },
      /^what it reached could not be compared: on the base: it was busy$/,
    ],
    ['the head was not recorded', { now: { outcome: 'not_run', reason: 'a tracer' } }, /could not be compared: a tracer$/],
    ['no mutant was run', { strength: { outcome: 'not_run', reason: 'no time' } }, /^what it noticed could not be compared: no time$/],
    ['most mutants could not be judged', { strength: { ...NOTICED, open: 9 } }, /9 could not be judged, and 4 could$/],
  ])('where %s', (_, seen, detail) => {
    expect(examine(removalProved, seen)).toEqual({ outcome: 'failed', detail: expect.stringMatching(detail) })
  })
})

test('not run before a person said yes, and where nothing is taken away', () => {
  const open = { outcome: 'not_run', reason: 'a person has not said yes yet', why: 'open' } as const
  expect(examine(removalProved, { strength: open, now: { outcome: 'not_run', reason: 'not asked' } })).toEqual({
    outcome: 'not_run',
    detail: 'a person has not said yes yet',
  })
  expect(examineRuns(removalProved, { testIds: [FILE] })).toEqual({ outcome: 'not_run', detail: 'nothing is taken away' })
})
