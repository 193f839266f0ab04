import { expect, test } from 'vitest'
import { nothingElseBroke } from '../../../../src/engine/review/checks/nothing-else-broke.ts'
import { completedRun } from '../../../support/completed-run.ts'
import { examineRuns, type RunCase } from '../../../support/review-case.ts'

const [A, B, C, D] = ['tests/test_a.py::test_a', 'tests/test_a.py::test_b', 'tests/test_c.py::test_c', 'tests/test_c.py::test_d']
const judge = (unrepaired: RunCase['unrepaired'], together: RunCase['together']) =>
  examineRuns(nothingElseBroke, { testIds: [A], ...(unrepaired && { unrepaired }), ...(together && { together }) })

test('what passed before still passes', () => {
  expect(judge({ [A]: 'failed no', [B]: 'passed', [C]: 'passed' }, { [A]: 'passed', [B]: 'passed', [C]: 'passed' })).toEqual({
    outcome: 'passed',
    detail: '2 tests that passed before still pass',
  })
})

test('what failed or was skipped before may do so still', () => {
  const before = { [A]: 'failed no', [B]: 'failed no', [C]: 'skipped', [D]: 'passed' }
  expect(judge(before, { [A]: 'passed', [B]: 'failed other', [C]: 'failed no', [D]: 'passed' })).toEqual({
    outcome: 'passed',
    detail: '1 tests that passed before still pass',
  })
})

test('not run where no other test passed before', () => {
  expect(judge({ [A]: 'failed no', [B]: 'failed no', [C]: 'skipped' }, { [A]: 'passed', [B]: 'failed no', [C]: 'skipped' })).toEqual({
    outcome: 'not_run',
    detail: 'no other test of these files passed before',
  })
})

test.each([
  ['fails', 'failed no', 'failed'],
  ['cannot start', 'errored no', 'errored'],
  ['is skipped', 'skipped', 'skipped'],
])('a test that now %s is named', (_, words, now) => {
  expect(judge({ [B]: 'passed', [C]: 'passed' }, { [B]: words, [C]: 'passed' })).toEqual({
    outcome: 'failed',
    detail: `${B} passed before and is now ${now}`,
  })
})

test('a test that vanished is named', () => {
  expect(judge({ [B]: 'passed', [C]: 'passed' }, { [B]: 'passed' })).toEqual({
    outcome: 'failed',
    detail: `${C} passed before and is now gone`,
  })
})

test.each(['broken', 'timed_out'] as const)('a run that is %s shows nothing', (status) => {
  const together = completedRun([], { status, reason: 'it took over 60 s' })
  expect(judge({}, together)).toEqual({ outcome: 'failed', detail: 'the run did not finish: it took over 60 s' })
})
