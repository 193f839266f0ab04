import { expect, test } from 'vitest'
import type { FailedTest } from '../../../src/server/triage/failed-test.ts'
import { completedOutcome, openTests, readHealingOutcome } from '../../../src/server/triage/healing-outcome.ts'

const failed: FailedTest = {
  ...{ testId: 'tests/test_cart.py::test_total', framework: 'pytest', file: 'tests/test_cart.py', jobs: ['test'], line: 5 },
  ...{ failureType: 'attribute_error', message: '\nAttributeError: total\n  more', strictSignatures: ['s'], quarantine: null },
  ...{ declined: null, healings: 0, passedLater: false },
}

test('a stored result that cannot be read is said, and its tests are answered from the logs', () => {
  for (const stored of [null, {}, { version: 1, answers: [{ verdict: 'nonsense' }], offer: null, notes: [] }]) {
    const { outcome, isReadable } = readHealingOutcome(stored)
    expect(isReadable).toBe(false)
    expect(outcome.notes).toEqual([expect.stringMatching(/^What was found before cannot be read again \(.+: .+\)\. Say `\/heal`/)])
    const completed = completedOutcome(outcome, [failed])
    expect(completed.notes).toBe(outcome.notes)
    expect(completed.answers).toMatchObject([
      { testId: failed.testId, shortId: 'T1', verdict: 'unknown', rootCause: expect.stringContaining('AttributeError: total') },
    ])
  }
})

test('a completed outcome keeps the answers that are there', () => {
  const first = completedOutcome({ version: 1, answers: [], offer: null, notes: [] }, [failed])
  expect(readHealingOutcome(JSON.parse(JSON.stringify(first)))).toEqual({ outcome: first, isReadable: true })
  expect(completedOutcome(first, [failed]).answers).toEqual(first.answers)
  expect(openTests([failed], first)).toEqual([])
})
