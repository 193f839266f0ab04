import { expect, test } from 'vitest'
import { loadedTests } from '../../../../src/engine/stages/running/loaded-tests.ts'
import type { ProbedTest, TestRun } from '../../../../src/model/runs/test-run.ts'
import { fileRef } from '../../../../src/model/test-ref.ts'
import { completedRun } from '../../../support/completed-run.ts'
import { probedFile, probedTest, subjectOf } from '../../../support/probed.ts'

const FILE = 'tests/test_crates.py'
const BROKEN = completedRun([], { fileOutcomes: [probedFile(FILE)] })
const ran = (outcomes: Readonly<Record<string, ProbedTest['outcome']>>) =>
  completedRun(Object.entries(outcomes).map(([name, outcome]) => probedTest(`${FILE}::${name}`, outcome)))
const idsOf = (runs: readonly TestRun[], base: TestRun | null, first = BROKEN) =>
  loadedTests(fileRef(FILE), runs, {
    first,
    base: base === null ? { outcome: 'not_run', reason: '' } : { outcome: 'ran', run: base },
  }).map(({ id }) => id.replace(`${FILE}::`, ''))

test('a file that loads again is answered by its tests that passed before', () => {
  const repaired = ran({ test_full: 'passed', test_weight: 'failed', test_old: 'failed', test_off: 'skipped' })
  const base = ran({ test_full: 'passed', test_weight: 'passed', test_old: 'failed', test_off: 'passed' })
  expect(idsOf([repaired], base)).toEqual(['test_full', 'test_weight'])
  expect(idsOf([repaired], null)).toEqual(['test_full', 'test_weight', 'test_old'])
})

test('one that does not load in every run, or never loaded differently, answers for itself', () => {
  expect(idsOf([ran({ test_full: 'passed' }), BROKEN], null)).toEqual([FILE])
  expect(idsOf([ran({ test_full: 'passed' })], null, ran({ test_full: 'failed' }))).toEqual([FILE])
  expect(idsOf([ran({})], null)).toEqual([FILE])
})

test('a test is what it was', () => {
  const one = subjectOf(`${FILE}::test_full`)
  expect(loadedTests(one, [ran({ test_full: 'passed' })], { first: BROKEN, base: { outcome: 'not_run', reason: '' } })).toEqual([one])
})
