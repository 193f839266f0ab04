import { describe, expect, test } from 'vitest'
import type { DiagnosisContext } from '../../../src/engine/diagnosis/rule.ts'
import { flaky } from '../../../src/engine/diagnosis/rungs/flaky.ts'
import { type Seen, seenIn, testEvidence } from '../../../src/engine/diagnosis/test-evidence.ts'
import type { ProbedFile, ProbedTest, TestRun } from '../../../src/model/runs/test-run.ts'
import { completedRun } from '../../support/completed-run.ts'
import { probedFile, probedTest, subjectOf } from '../../support/probed.ts'

/** A run with these tests, and with files that did not load. */
const run = (...seen: (ProbedTest | ProbedFile)[]) =>
  completedRun(
    seen.filter((one) => one.kind === 'test'),
    { fileOutcomes: seen.filter((one) => one.kind === 'file') },
  )
const seen = (...outcomes: Seen['outcome'][]): Seen[] => outcomes.map((outcome) => ({ outcome, record: null }))
const examine = (whole: Seen[], reruns: Seen[], secondRun: Seen[] = [], baseSecondRun: Seen | null = null) => {
  const evidence = { whole, reruns, secondRun, baseSecondRun, base: null, baseReason: '' }
  return flaky.examine({ evidence } as unknown as DiagnosisContext).decision
}

describe('seenIn', () => {
  test('a file that did not load speaks for each of its tests', () => {
    const unloaded = probedFile('a.py')
    expect(seenIn(run(unloaded), subjectOf('a.py::t'))).toEqual({ outcome: 'failed', record: unloaded })
    expect(seenIn(run(unloaded), subjectOf('b.py::t')).outcome).toBe('absent')
  })

  test('tests that ran beside a failure of their file keep their own outcome', () => {
    const partly = run(probedFile('a.py'), probedTest('a.py::s', 'passed'))
    expect(seenIn(partly, subjectOf('a.py::s')).outcome).toBe('passed')
    expect(seenIn(partly, subjectOf('a.py::TestBroken::t')).outcome).toBe('failed')
    expect(seenIn(partly, subjectOf('a.py')).outcome).toBe('failed')
  })

  test('a file that was skipped as a whole says nothing of its tests', () => {
    const skipped = run(probedFile('a.py', { outcome: 'skipped' }))
    expect(seenIn(skipped, subjectOf('a.py')).outcome).toBe('skipped')
    expect(seenIn(skipped, subjectOf('a.py::t')).outcome).toBe('absent')
  })

  test('a test whose id is a path is no file', () => {
    const test: ProbedTest = { ...probedTest('notes.md::notes.md'), id: 'notes.md' }
    const { kind, ...parts } = test
    expect(seenIn(run(test), { kind, ...parts }).record).toEqual(test)
    expect(seenIn(run(probedFile('notes.md')), { kind, ...parts }).record?.kind).toBe('file')
  })

  test('a framework that did not start is in no run', () => {
    expect(seenIn(run(probedFile('a.py')), { kind: 'framework', id: 'pytest', file: 'pytest' }).outcome).toBe('absent')
  })

  test('a file sums up its tests', () => {
    expect(seenIn(run(probedTest('a.py::s'), probedTest('a.py::t', 'failed')), subjectOf('a.py')).outcome).toBe('failed')
    expect(seenIn(run(probedTest('a.py::s')), subjectOf('a.py')).outcome).toBe('passed')
    expect(seenIn(run(probedTest('b.py::s')), subjectOf('a.py')).outcome).toBe('absent')
  })
})

describe('testEvidence', () => {
  const onBase = (head: TestRun, base: TestRun, id = 'a.py', isSame = true) =>
    testEvidence(
      { framework: 'pytest', asked: [], first: head, reruns: [], again: null, base: { outcome: 'ran', run: base }, causes: [] },
      subjectOf(id),
      isSame,
    ).base?.outcome
  const partly = run(probedTest('a.py::s', 'failed'), probedTest('a.py::t', 'passed'))

  test('a file that loads no more did load on the base, though one of its tests failed there already', () => {
    expect(onBase(run(probedFile('a.py')), partly)).toBe('passed')
  })

  test('a file that did not load on the base either, or none of whose tests passed, failed there', () => {
    expect(onBase(run(probedFile('a.py')), run(probedFile('a.py')))).toBe('failed')
    expect(onBase(run(probedFile('a.py')), run(probedTest('a.py::s', 'failed')))).toBe('failed')
  })

  test('a title that is made while the tests run is the same test on the base, by its place', () => {
    const rows = (...titles: readonly string[]) => run(...titles.map((title) => probedTest(`a.py::${title}`, 'passed', { line: 4 })))
    const head = run(probedTest('a.py::of 3', 'failed', { line: 4 }), probedTest('a.py::of 4', 'passed', { line: 4 }))
    expect(onBase(head, rows('of 2', 'of 4'), 'a.py::of 3')).toBe('passed')
    expect(onBase(head, rows('of 2'), 'a.py::of 3')).toBe('absent')
    expect(onBase(head, rows('of 2', 'of 4'), 'a.py::of 3', false)).toBe('absent')
    expect(onBase(head, rows('of 4', 'of 5'), 'a.py::of 3')).toBe('absent')
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
