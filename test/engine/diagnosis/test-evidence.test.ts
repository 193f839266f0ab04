import { describe, expect, test } from 'vitest'
import type { DiagnosisContext } from '../../../src/engine/diagnosis/rule.ts'
import { flaky } from '../../../src/engine/diagnosis/rungs/flaky.ts'
import { type Seen, seenIn, testEvidence } from '../../../src/engine/diagnosis/test-evidence.ts'
import type { ProbedTest, TestRun } from '../../../src/model/test-run.ts'
import { completedRun } from '../../support/completed-run.ts'

const probed = (testId: string, outcome: ProbedTest['outcome']): ProbedTest => ({
  testId,
  file: testId.split('::')[0] ?? '',
  name: testId,
  line: 1,
  outcome,
  durationMs: 1,
  failure: null,
})
const run = (...tests: ProbedTest[]) => completedRun(tests)
const seen = (...outcomes: Seen['outcome'][]): Seen[] => outcomes.map((outcome) => ({ outcome, test: null }))
const examine = (whole: Seen[], reruns: Seen[], secondRun: Seen[] = [], baseSecondRun: Seen | null = null) => {
  const evidence = { testId: 'a.py::t', file: 'a.py', whole, reruns, secondRun, baseSecondRun, base: null, baseReason: '' }
  return flaky.examine({ evidence } as unknown as DiagnosisContext).decision
}

describe('seenIn', () => {
  test('a file that did not load speaks for each of its tests', () => {
    expect(seenIn(run(probed('a.py', 'errored')), 'a.py::t', 'a.py').outcome).toBe('failed')
  })

  test('an id that is a file sums up its tests', () => {
    expect(seenIn(run(probed('a.py::s', 'passed'), probed('a.py::t', 'failed')), 'a.py', 'a.py').outcome).toBe('failed')
    expect(seenIn(run(probed('a.py::s', 'passed')), 'a.py', 'a.py').outcome).toBe('passed')
    expect(seenIn(run(probed('b.py::s', 'passed')), 'a.py', 'a.py').outcome).toBe('absent')
  })
})

describe('testEvidence', () => {
  const onBase = (head: TestRun, base: TestRun) =>
    testEvidence(
      { framework: 'pytest', asked: [], first: head, reruns: [], again: null, base: { outcome: 'ran', run: base }, causes: [] },
      'a.py',
      'a.py',
    ).base?.outcome
  const partly = run(probed('a.py::s', 'failed'), probed('a.py::t', 'passed'))

  test('a file that loads no more did load on the base, though one of its tests failed there already', () => {
    expect(onBase(run(probed('a.py', 'errored')), partly)).toBe('passed')
  })

  test('a file that did not load on the base either, or none of whose tests passed, failed there', () => {
    expect(onBase(run(probed('a.py', 'errored')), run(probed('a.py', 'errored')))).toBe('failed')
    expect(onBase(run(probed('a.py', 'errored')), run(probed('a.py::s', 'failed')))).toBe('failed')
  })

  test('a file that still loads is summed up on both sides', () => {
    expect(onBase(partly, partly)).toBe('failed')
  })
})

describe('flaky', () => {
  test('both outcomes of one selection are proof', () => {
    expect(examine(seen('failed'), seen('passed', 'failed'))).toMatchObject({ verdict: 'flaky' })
    expect(examine(seen('failed', 'passed'), seen('passed', 'passed'))).toMatchObject({ verdict: 'flaky' })
  })

  test('one outcome of each of two selections is none: it may be the order', () => {
    expect(examine(seen('failed', 'failed'), seen('passed', 'passed'))).toMatchObject({ verdict: 'unknown' })
    expect(examine(seen('failed'), seen('failed', 'failed', 'failed'))).toBeNull()
    expect(examine(seen('passed'), seen('failed', 'failed'))).toBeNull()
  })

  test('what fails only with the files that a run of it left behind is flaky, unless the change leaves them', () => {
    const [passed] = seen('passed')
    const [failed] = seen('failed')
    expect(examine(seen('passed'), seen('passed', 'passed'), seen('failed', 'failed'), failed)).toMatchObject({
      verdict: 'flaky',
      reason: { code: 'flaky-second-run', parts: { clean: 3, failed: 2, second: 2 } },
    })
    expect(examine(seen('passed'), seen('passed', 'passed'), seen('failed', 'failed'), passed)).toMatchObject({
      verdict: 'unknown',
      reason: { code: 'second-run-passes-on-base', parts: { after: { code: 'flaky-second-run' } } },
    })
    expect(examine(seen('passed'), seen('passed', 'passed'), seen('passed'))).toBeNull()
    expect(examine(seen('absent'), seen('passed', 'passed'), seen('failed', 'failed'), failed)).toBeNull()
  })
})
