import { reason } from '../../../model/reason.ts'
import type { Reproduction } from '../../../model/reproduction.ts'
import type { CandidateRuns } from '../../../model/runs/candidate-runs.ts'
import type { ProbedFailure, ProbedFile, ProbedTest, TestRun } from '../../../model/runs/test-run.ts'
import type { Subject } from '../../../model/test-ref.ts'
import { messageShape } from '../../diagnosis/message-shape.ts'
import type { EditedFile } from '../../repair/edited-files.ts'
import { firstLine } from '../../reports/text/first-line.ts'
import type { RunReview } from '../../review/checks/check.ts'
import { coverageKept } from '../../review/checks/coverage-kept.ts'
import { selectionOf } from '../doubtful-tests.ts'
import type { HealingContext } from '../healing-context.ts'
import { coverageOf, measuredRun } from '../reproduction/measured-run.ts'

/**
 * Tests that test the removed parameter itself: without the argument they fail the same way, or lose the same coverage, on the base too.
 * The base has no part of the change, so no bug in the change is why. `files` are those of the candidate, `refused` the tests for which
 * dropping the argument was not enough, `head` what their runs on the head showed.
 */
export async function testsOfRemovedParameter(
  { workspace, runner }: Pick<HealingContext, 'workspace' | 'runner'>,
  files: readonly EditedFile[],
  refused: readonly Subject[],
  { base }: Pick<Reproduction, 'base'>,
  head: Omit<RunReview, 'tests' | 'old'>,
): Promise<CandidateRuns['removedParameter']> {
  const [alone] = head.alone
  if (alone === undefined || refused.length === 0 || base.outcome === 'not_run') return []
  await workspace.checkOut('base', new Map(files.map(({ path, after }) => [path, after])))
  const selection = { ...selectionOf(refused), fresh: true }
  const tookMs = base.run.tests.reduce((sum, { durationMs }) => sum + durationMs, 0)
  const without = await measuredRun(runner, selection, tookMs, isPassing)
  await workspace.checkOut('head', new Map())
  return refused.flatMap((subject): CandidateRuns['removedParameter'] => {
    const testId = subject.id
    const failing = failuresOf(subject, alone)
    const [first] = failing
    if (first !== undefined) {
      const isSame = failing.every((test) => didPass(test, base.run) && isSameFailure(test.failure, failureOf(test, without)))
      return isSame ? [{ testId, shownBy: reason('same-failure-without-argument', { failure: lineOf(first.failure) }) }] : []
    }
    const { outcome } = coverageKept.examine({ ...head, tests: [subject], old: coverageOf(without) })
    return outcome === 'passed' ? [{ testId, shownBy: reason('same-coverage-without-argument', {}) }] : []
  })
}

function isPassing({ tests, fileOutcomes }: TestRun): boolean {
  return fileOutcomes.length === 0 && tests.every(({ outcome }) => outcome === 'passed')
}

/** Of a file as a whole: its own failure, and those of its tests. */
function failuresOf({ kind, id, file }: Subject, run: TestRun): readonly (ProbedTest | ProbedFile)[] {
  const own =
    kind === 'test' ? run.tests.filter((test) => test.id === id) : [...run.fileOutcomes, ...run.tests].filter((one) => one.file === file)
  return own.filter(({ outcome }) => outcome === 'failed' || outcome === 'errored')
}

/** That a file as a whole passed nothing says. */
function didPass({ kind, id }: ProbedTest | ProbedFile, { tests }: TestRun): boolean {
  return kind === 'test' && tests.some((test) => test.id === id && test.outcome === 'passed')
}

function failureOf({ kind, id }: ProbedTest | ProbedFile, { tests }: TestRun): ProbedFailure | null {
  return kind === 'test' ? (tests.find((test) => test.id === id)?.failure ?? null) : null
}

function isSameFailure(one: ProbedFailure | null, other: ProbedFailure | null): boolean {
  if (one === null || other === null) return false
  const said = ({ exception, message }: ProbedFailure) => JSON.stringify([exception, messageShape(message)])
  return said(one) === said(other)
}

function lineOf(failure: ProbedFailure | null): string {
  return failure === null ? '' : firstLine(`${failure.exception}: ${failure.message}`)
}
