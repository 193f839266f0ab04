import { expect, test } from 'vitest'
import { FAILURE_ANALYSERS, readFailure } from '../../../../src/engine/reports/failure-types/index.ts'
import { FailureType } from '../../../../src/model/failure/failure-type.ts'

test('both outcomes of the same code decide before anything that the failure says', () => {
  const failure = { exception: 'AssertionError', message: 'assert 1 == 2' }
  expect(readFailure({ ...failure, hasBothOutcomes: true })).toMatchObject({ type: 'flaky', missingName: null })
  expect(readFailure({ ...failure, message: 'flaky test failed randomly' }).type).toBe('assertion_failed')
})

test('each of the ten failure types has its one analyser', () => {
  expect(FAILURE_ANALYSERS.map(({ type }) => type).toSorted()).toEqual(FailureType.options.toSorted())
})
