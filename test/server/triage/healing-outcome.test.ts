import { describe, expect, test } from 'vitest'
import { plainReason } from '../../../src/engine/reasons/plain-reason.ts'
import { reason } from '../../../src/model/reason.ts'
import type { FailedTest } from '../../../src/server/triage/failed-test.ts'
import {
  completedOutcome,
  HealingOutcome,
  NOTHING_FOUND,
  openTests,
  readHealingOutcome,
} from '../../../src/server/triage/healing-outcome.ts'
import { answer } from '../render/answers.ts'

const { reason: _, ...plain } = answer({ rootCause: 'Cart.total is now Cart.sum' })
const VERSION_1 = {
  version: 1,
  answers: [
    {
      ...plain,
      evidence: [{ rung: 'passes on the base', outcome: 'supports', detail: 'passes on the base, fails on the head' }],
      repair: { outcome: 'withheld', reason: 'its test framework is not known' },
    },
  ],
  offer: null,
  notes: ['a note'],
}

describe('a stored outcome', () => {
  test('of version 1 is read, its sentences as they were', () => {
    const { version, answers, notes } = HealingOutcome.parse(VERSION_1)
    expect([version, notes]).toEqual([2, ['a note']])
    const [first] = answers
    expect(first?.reason).toEqual({ code: 'earlier-version', parts: { text: 'Cart.total is now Cart.sum' } })
    expect(first && plainReason(first.reason)).toBe('Cart.total is now Cart.sum')
    expect(first?.evidence[0]?.reason).toEqual({ code: 'earlier-version', parts: { text: 'passes on the base, fails on the head' } })
    expect(first?.repair).toEqual({
      outcome: 'withheld',
      reason: { code: 'earlier-version', parts: { text: 'its test framework is not known' } },
    })
  })

  test('is read again as it was stored', () => {
    const one = answer({
      evidence: [{ rung: 'flaky', outcome: 'decisive', reason: reason('flaky', { passed: 1, failed: 2 }) }],
      repair: { outcome: 'withheld', reason: reason('changes-expectation', {}) },
    })
    const stored = { ...NOTHING_FOUND, answers: [one], notes: [] }
    expect(HealingOutcome.parse(JSON.parse(JSON.stringify(stored)))).toEqual(stored)
  })

  test('with a code that this version does not know keeps its sentence', () => {
    const later = { ...answer({ rootCause: 'said later' }), reason: { code: 'of-later', parts: {} } }
    const { answers } = HealingOutcome.parse({ version: 2, answers: [later], offer: null, notes: [] })
    expect(answers[0]?.reason).toEqual({ code: 'earlier-version', parts: { text: 'said later' } })
  })

  test('that is none is refused', () => {
    expect(HealingOutcome.safeParse({ version: 3, answers: [], offer: null, notes: [] }).success).toBe(false)
    expect(HealingOutcome.safeParse(null).success).toBe(false)
  })
})

const failed: FailedTest = {
  ...{ testId: 'tests/test_cart.py::test_total', framework: 'pytest', file: 'tests/test_cart.py', jobs: ['test'], line: 5 },
  ...{ failureType: 'attribute_error', message: '\nAttributeError: total\n  more', strictSignatures: ['s'], quarantine: null },
  ...{ declined: null, healings: 0, passedLater: false },
}

test('a stored result that cannot be read is said, and its tests are answered from the logs', () => {
  for (const stored of [null, {}, { version: 2, answers: [{ verdict: 'nonsense' }], offer: null, notes: [] }]) {
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
  const first = completedOutcome(NOTHING_FOUND, [failed])
  expect(readHealingOutcome(JSON.parse(JSON.stringify(first)))).toEqual({ outcome: first, isReadable: true })
  expect(completedOutcome(first, [failed]).answers).toEqual(first.answers)
  expect(openTests([failed], first)).toEqual([])
})
