import type { Reproduction } from '../../model/reproduction.ts'
import type { ProbedFailure, ProbedTest, TestRun } from '../../model/test-run.ts'
import { messageShape } from '../diagnosis/message-shape.ts'
import type { RunReview } from '../review/check.ts'
import { coverageKept } from '../review/coverage-kept.ts'
import type { Proposal } from './propose.ts'
import { coverageOf, measuredRun } from './reproduction/measured-run.ts'
import type { CauseStage } from './reproduction/search-causes.ts'

/** A test that is about a removed parameter: what shows it. */
export type Relying = { readonly testId: string; readonly shownBy: string }

type OnHead = Omit<RunReview, 'testIds' | 'old'>

/**
 * Of the tests for which dropping an argument was not enough, those that are about what was removed: without the argument they fail
 * on the base in the same way, or reach as little there. The base has no part of the change, so no bug in the change is why.
 */
export async function relyingOnRemoved(
  { workspace, runner, framework }: Pick<CauseStage, 'workspace' | 'runner' | 'framework'>,
  { candidates, files }: Proposal,
  refused: readonly string[],
  { base }: Pick<Reproduction, 'base'>,
  head: OnHead,
): Promise<readonly Relying[]> {
  const [alone] = head.alone
  const changes = candidates.flatMap((candidate) => candidate.changes)
  const isOptional = (name: string, list: (typeof changes)[number]['oldParameters']) =>
    list.some((parameter) => parameter.name === name && parameter.default !== null)
  const isShowable = changes.every(({ kind, before, oldParameters }) => kind === 'parameter_removed' && isOptional(before, oldParameters))
  if (alone === undefined || refused.length === 0 || !isShowable || base.outcome === 'not_run') return []
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
  return failure === null ? '' : (`${failure.exception}: ${failure.message}`.split('\n')[0]?.slice(0, 300) ?? '')
}
