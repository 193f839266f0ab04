import type { CandidateRuns } from '../../../model/candidate-runs.ts'
import type { Reproduction } from '../../../model/reproduction.ts'
import type { ProbedFailure, ProbedTest, TestRun } from '../../../model/test-run.ts'
import { messageShape } from '../../diagnosis/message-shape.ts'
import type { EditedFile } from '../../repair/edited-files.ts'
import { firstLine } from '../../reports/text/first-line.ts'
import type { RunReview } from '../../review/check.ts'
import { coverageKept } from '../../review/coverage-kept.ts'
import type { HealingContext } from '../healing-context.ts'
import { coverageOf, measuredRun } from '../reproduction/measured-run.ts'

/**
 * Tests that test the removed parameter itself: without the argument they fail the same way, or lose the same coverage, on the base too.
 * The base has no part of the change, so no bug in the change is why. `files` are those of the candidate, `refused` the tests for which
 * dropping the argument was not enough, `head` what their runs on the head showed.
 */
export async function testsOfRemovedParameter(
  { workspace, runner, framework }: Pick<HealingContext, 'workspace' | 'runner' | 'framework'>,
  files: readonly EditedFile[],
  refused: readonly string[],
  { base }: Pick<Reproduction, 'base'>,
  head: Omit<RunReview, 'testIds' | 'old'>,
): Promise<CandidateRuns['removedParameter']> {
  const [alone] = head.alone
  if (alone === undefined || refused.length === 0 || base.outcome === 'not_run') return []
  await workspace.checkOut('base', new Map(files.map(({ path, after }) => [path, after])))
  const whole = refused.some((id) => framework.fileOf(id) === id)
  const selection = { files: [...new Set(refused.map(framework.fileOf))], testIds: whole ? [] : [...refused], fresh: true }
  const tookMs = base.run.tests.reduce((sum, { durationMs }) => sum + durationMs, 0)
  const without = await measuredRun(runner, selection, tookMs, ({ tests }) => tests.every(({ outcome }) => outcome === 'passed'))
  await workspace.checkOut('head', new Map())
  return refused.flatMap((testId) => {
    const failing = failuresOf(testId, alone)
    const [first] = failing
    if (first !== undefined) {
      const isSame = failing.every((test) => didPass(test, base.run) && isSameFailure(test.failure, failureOf(test, without)))
      return isSame
        ? [{ testId, shownBy: `without the argument it fails before the change as well, in the same way (${lineOf(first.failure)})` }]
        : []
    }
    const { outcome } = coverageKept.examine({ ...head, testIds: [testId], old: coverageOf(without) })
    return outcome === 'passed' ? [{ testId, shownBy: 'without the argument it reaches as little before the change' }] : []
  })
}

/** An id that is a file stands for the tests in it. */
function failuresOf(testId: string, { tests }: TestRun): readonly ProbedTest[] {
  return tests.filter((test) => (test.testId === testId || test.file === testId) && /^(?:failed|errored)$/.test(test.outcome))
}

function didPass({ testId }: ProbedTest, { tests }: TestRun): boolean {
  return tests.some((test) => test.testId === testId && test.outcome === 'passed')
}

function failureOf({ testId }: ProbedTest, { tests }: TestRun): ProbedFailure | null {
  return tests.find((test) => test.testId === testId)?.failure ?? null
}

function isSameFailure(one: ProbedFailure | null, other: ProbedFailure | null): boolean {
  if (one === null || other === null) return false
  const said = ({ exception, message }: ProbedFailure) => JSON.stringify([exception, messageShape(message)])
  return said(one) === said(other)
}

function lineOf(failure: ProbedFailure | null): string {
  return failure === null ? '' : firstLine(`${failure.exception}: ${failure.message}`)
}
