import { describe, expect, test } from 'vitest'
import { failureAnalysis } from '../../support/failure-analysis.ts'
import { answerOf } from './heal-case.ts'
import { type Asked, promiseReport } from './report.ts'

const asked = (honest: boolean, outcome: Asked['answer']['outcome'], times = 1): readonly Asked[] =>
  Array.from({ length: times }, () => ({
    kind: 'a',
    case: { name: 'b', framework: 'pytest' as const, honest },
    answer: { outcome, note: '' },
  }))

describe('promiseReport', () => {
  test('one hidden bug breaks the promise', () => {
    expect(promiseReport([...asked(false, 'healed'), ...asked(false, 'refused', 99), ...asked(true, 'healed', 100)])).toMatchObject({
      held: false,
    })
  })

  test('an engine that refuses everything does not hold it', () => {
    expect(promiseReport([...asked(false, 'refused', 100), ...asked(true, 'healed', 94), ...asked(true, 'refused', 6)])).toMatchObject({
      held: false,
    })
    expect(promiseReport([...asked(false, 'refused', 100), ...asked(true, 'healed', 95), ...asked(true, 'refused', 5)])).toMatchObject({
      held: true,
    })
  })

  test('cases that could not be asked count for neither side, and are told', () => {
    const { lines, held } = promiseReport([...asked(false, 'unusable', 3), ...asked(true, 'healed')])
    expect(held).toBe(true)
    expect(lines).toEqual(['a', 'all'].map((name) => `${name}: hidden bugs 0 of 0; honest changes healed 1 of 1 (100.0 %); unusable 3`))
    expect(promiseReport(asked(false, 'unusable')).held).toBe(false)
  })
})

describe('answerOf', () => {
  const result: Parameters<typeof answerOf>[0] = {
    ...{ schemaVersion: 1, base: 'a', head: 'b', totalFailures: 1, successfulRepairs: 0, failedRepairs: 0, flakyTestsDetected: 0 },
    ...{ analyses: [failureAnalysis({})], repairs: [], flakyTests: [], optimizations: [], repairSuccessRate: 0, totalTimeSavedMs: 0 },
    ...{ healingTimeMs: 1, timings: { frameworkMs: 1, ownMs: 0 }, timestamp: '', patch: '' },
  }

  test('a green exit without a repair is a healing too', () => {
    expect(answerOf(result, 0).outcome).toBe('healed')
    expect(answerOf(result, 1).outcome).toBe('refused')
    expect(answerOf({ ...result, patch: 'a patch' }, 1).outcome).toBe('healed')
  })

  test('what could not run is no refusal', () => {
    expect(answerOf({ ...result, error: { code: 'no_framework', message: '', fix: '' } }, 3).outcome).toBe('unusable')
    expect(answerOf({ ...result, totalFailures: 0 }, 1).outcome).toBe('unusable')
  })
})
