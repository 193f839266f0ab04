import type { OptimizationName } from '../../model/result/test-optimization.ts'
import type { RunRequest, TestRun } from '../../model/runs/test-run.ts'
import { fileRef, type Subject } from '../../model/test-ref.ts'
import type { CheckResult } from '../../model/test-repair.ts'
import { strengthOfCure } from '../curing/strength-of-cure.ts'
import type { OptimizationCandidate, TimedTest } from '../optimization/optimization.ts'
import { type RunReview, result } from '../review/checks/check.ts'
import { coverageBeside } from '../review/checks/coverage-kept.ts'
import { strengthMaintained } from '../review/checks/strength-maintained.ts'
import { coverageOf, measuredRun } from '../stages/reproduction/measured-run.ts'
import { AS_IT_IS, freshRun, notPassed, type OptimizeContext, type Texts } from './optimize-context.ts'

const COVERAGE = 'coverage-kept'
const NOT_ASKED = { outcome: 'not_run', reason: 'an optimisation follows no change' } as const
/** Where no test runs a function of the product, there is none to compare. */
const NOTHING_REACHED = { holds: null, detail: '', isEmpty: true }
/** After these a file loads fewer modules: what no other file loads either is lost to the suite. */
const LOADS_LESS: ReadonlySet<OptimizationName> = new Set(['direct-import', 'unused-import'])
/** Milliseconds for all faults of one candidate, and how many are tried at least, and at most. */
const FOR_MUTANTS = 20_000
const [FEWEST, MOST] = [8, 40]

/** Whether the tests reach the lines and notice the small faults of the product that they did: both measured, before and after. */
export async function keepsStrength(
  context: OptimizeContext,
  candidate: OptimizationCandidate,
  tests: readonly TimedTest[],
  overlay: Texts,
): Promise<readonly CheckResult[]> {
  const refs = tests.map(({ ref }) => ref)
  const isOfTests = candidate.measured === 'tests' && !candidate.shares && candidate.removes === undefined
  const files = candidate.files.length > 0 ? [...candidate.files] : [...new Set(refs.map(({ file }) => file))]
  const selection: RunRequest = isOfTests ? { files, testIds: [...candidate.tests], listed: true } : { files, testIds: [] }
  const kept = refs.filter(({ id }) => id !== candidate.removes).map(({ id }) => id)
  const passes = (run: TestRun) => notPassed(run, kept).length === 0
  const measured = async (texts: Texts) => {
    await context.workspace.checkOut('head', texts)
    return measuredRun(context.runner, selection, 0, passes)
  }
  context.progress('coverage', candidate.id)
  const before = await measured(AS_IT_IS)
  const after = await measured(overlay)
  // what a fixture of a whole file runs, runs for its first test
  const subjects: readonly Subject[] = isOfTests ? refs : files.map(fileRef)
  const review: RunReview = {
    ...{ tests: subjects, alone: [after], together: after, unrepaired: before, old: coverageOf(before) },
    ...{ carry: (file: string, line: number) => ({ file, line }), isOnlyCompared: false, undone: NOT_ASKED, strength: NOT_ASKED },
    ...{ removal: false, gone: new Set<string>() },
  }
  const isReached = Object.keys(before.coverage?.outcome === 'measured' ? before.coverage.tests : {}).length > 0
  const beside = isReached || before.coverage?.outcome !== 'measured' ? coverageBeside(review) : NOTHING_REACHED
  const coverage: CheckResult = beside.isEmpty
    ? result(COVERAGE, true, 'the tests run no function of the product, before and after')
    : result(COVERAGE, beside.holds, beside.detail)
  if (coverage.outcome !== 'passed') return [coverage]
  const unloaded = LOADS_LESS.has(candidate.name) ? await noLongerLoaded(context, overlay) : null
  if (unloaded !== null) return [result(COVERAGE, false, `${unloaded} is loaded by no test any more`)]
  const ms = tests.reduce((sum, one) => sum + one.ms, 0)
  const most = Math.min(MOST, Math.max(FEWEST, Math.floor(FOR_MUTANTS / Math.max(1, 2 * ms))))
  const strength = await strengthOfCure(context, { tests: refs, selection, before }, overlay, most)
  const judged = strengthMaintained.examine({ ...review, strength })
  const isEmpty = strength.outcome === 'not_run' ? strength.why === 'empty' : strength.noticed === 0 && strength.open === 0
  return [coverage, isEmpty ? result(judged.name, true, judged.detail) : judged]
}

/** A file of the product that the whole suite loaded, and loads no more. */
async function noLongerLoaded(context: OptimizeContext, overlay: Texts): Promise<string | null> {
  const request: RunRequest = { files: [...(await context.workspace.listFiles('head'))], testIds: [], collect: true, fresh: true }
  const before = await freshRun(context, AS_IT_IS, request)
  const after = new Set((await freshRun(context, overlay, request)).productFiles)
  return before.productFiles.find((path) => !after.has(path)) ?? null
}
