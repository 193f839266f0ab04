import type { RunRequest, TestRun } from '../../model/runs/test-run.ts'
import type { TestRef } from '../../model/test-ref.ts'
import type { CheckResult } from '../../model/test-repair.ts'
import type { CureCandidate } from '../cures/cure.ts'
import { seenIn } from '../diagnosis/test-evidence.ts'
import type { FailingCondition } from '../hunt/failing-condition.ts'
import type { RunReview } from '../review/checks/check.ts'
import { coverageKept } from '../review/checks/coverage-kept.ts'
import { nothingElseBroke } from '../review/checks/nothing-else-broke.ts'
import { passesAlone } from '../review/checks/passes-alone.ts'
import { strengthMaintained } from '../review/checks/strength-maintained.ts'
import { coverageOf, measuredRun } from '../stages/reproduction/measured-run.ts'
import { cleanRuns } from './clean-runs.ts'
import { type CureContext, runWith } from './cure-context.ts'
import { strengthOfCure, type TestsAsTheyWere } from './strength-of-cure.ts'

const NOT_ASKED = { outcome: 'not_run', reason: 'a cure follows no change' } as const
const ALONE = 3

/** What runs show of a cure, the cheapest first: after the first check that fails nothing more is asked. `cleanRuns` is how often it passed where it had failed. */
export type Proof = { readonly checks: readonly CheckResult[]; readonly cleanRuns: number }

export async function proveCure(
  context: CureContext,
  candidate: CureCandidate,
  overlay: ReadonlyMap<string, string>,
  failing: FailingCondition,
): Promise<Proof> {
  const tests = candidate.touched.flatMap((id) => testOf(context, id) ?? [])
  const [test] = tests
  if (test === undefined) return { checks: [], cleanRuns: 0 }
  const checks: CheckResult[] = []
  const clean = await cleanRuns(context, test, overlay, failing)
  const proof = (): Proof => ({ checks, cleanRuns: clean.runs })
  checks.push(clean.check)
  if (clean.check.outcome !== 'passed') return proof()
  const alone: TestRun[] = []
  for (let count = 0; count < ALONE; count += 1)
    alone.push(await runWith(context, overlay, { files: [test.file], testIds: [test.id], fresh: true }))
  const files = [
    ...new Set([...tests.map(({ file }) => file), ...[...overlay.keys()].filter((path) => context.sources.framework.isRunnable(path))]),
  ]
  const together = await runWith(context, overlay, { files, testIds: [], fresh: true })
  const unrepaired = await runWith(context, new Map(), { files, testIds: [], fresh: true })
  const review: RunReview = {
    ...{ tests: [test], alone, together, unrepaired, old: NOT_ASKED, carry: (file, line) => ({ file, line }) },
    ...{ isOnlyCompared: false, undone: NOT_ASKED, strength: NOT_ASKED, removal: false, gone: new Set<string>() },
  }
  checks.push(passesAlone.examine(review), await elseBroke(context, review, overlay, files))
  for (const one of tests) {
    if (checks.some(({ outcome }) => outcome === 'failed')) return proof()
    checks.push(...(await asStrong(context, review, one, candidate, overlay)))
  }
  return { ...proof(), checks: joined(checks) }
}

/** What broke is run once more on both sides: another flaky test of the file is no break. */
async function elseBroke(
  context: CureContext,
  review: RunReview,
  overlay: ReadonlyMap<string, string>,
  files: readonly string[],
): Promise<CheckResult> {
  const first = nothingElseBroke.examine(review)
  if (first.outcome !== 'failed') return first
  const request: RunRequest = { files: [...files], testIds: [], fresh: true }
  const unrepaired = await runWith(context, new Map(), request)
  const together = await runWith(context, overlay, request)
  const passedTwice = unrepaired.tests.filter(
    ({ id }) => seenById(review.unrepaired, id) === 'passed' && seenById(unrepaired, id) === 'passed',
  )
  return nothingElseBroke.examine({ ...review, unrepaired: { ...unrepaired, tests: passedTwice }, together })
}

function seenById({ tests }: TestRun, id: string): string | undefined {
  return tests.find((test) => test.id === id)?.outcome
}

/** Lines and faults, for each test that the edits touch. One that needs another test runs behind it, as it passes there. */
async function asStrong(
  context: CureContext,
  review: RunReview,
  test: TestRef,
  { testId, cause }: CureCandidate,
  overlay: ReadonlyMap<string, string>,
): Promise<readonly CheckResult[]> {
  const needed = test.id === testId && cause.polluter === undefined && cause.cleaner !== undefined ? testOf(context, cause.cleaner) : null
  const order = [...(needed === null ? [] : [needed]), test]
  const selection: RunRequest = { files: [...new Set(order.map(({ file }) => file))], testIds: order.map(({ id }) => id), listed: true }
  const passes = (run: TestRun) => seenIn(run, test).outcome === 'passed'
  const measured = async (texts: ReadonlyMap<string, string>) => {
    await context.workspace.checkOut('head', texts)
    return measuredRun(context.runner, selection, 0, passes)
  }
  const before = await measured(new Map())
  const after = await measured(overlay)
  const edited: TestsAsTheyWere = { tests: [test], selection, before }
  const strength = await strengthOfCure(context, edited, overlay)
  const own: RunReview = { ...review, tests: [test], alone: [after], old: coverageOf(before), strength }
  return [coverageKept.examine(own), strengthMaintained.examine(own)]
}

/** One result for each check: what failed for one test failed, and what was not run for all was not run. */
function joined(checks: readonly CheckResult[]): readonly CheckResult[] {
  return [...Map.groupBy(checks, ({ name }) => name).values()].map((same) => {
    const [first] = same as [CheckResult]
    return same.find(({ outcome }) => outcome === 'failed') ?? same.find(({ outcome }) => outcome === 'passed') ?? first
  })
}

function testOf({ sources }: CureContext, id: string): TestRef | null {
  const ref = sources.framework.testRef(id, sources.trees.after.paths)
  return ref?.kind === 'test' ? ref : null
}
