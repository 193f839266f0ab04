import type { TestRun } from '../../model/runs/test-run.ts'
import type { CheckResult } from '../../model/test-repair.ts'
import type { OptimizationCandidate, SuiteFacts, TimedTest } from '../optimization/optimization.ts'
import { median, pairedSaving, type Saving } from '../optimization/paired-saving.ts'
import { reviewOptimization } from '../optimization/review-optimization.ts'
import { type EditedFile, editedFiles } from '../repair/edited-files.ts'
import { keepsStrength } from './keeps-strength.ts'
import { interleaved, PAIRS, pairsOf, runOf, suiteTime } from './measure.ts'
import { noStateLeaks } from './no-state-leaks.ts'
import { freshRun, notPassed, type OptimizeContext, type Texts } from './optimize-context.ts'

/** A candidate that runs showed to be faster, and as strong. Times in milliseconds. */
export type ShownFaster = {
  readonly candidate: OptimizationCandidate
  readonly files: readonly EditedFile[]
  readonly checks: readonly CheckResult[]
  readonly saving: Saving
  readonly beforeMs: number
  readonly afterMs: number
}
export type NotShown = { readonly candidate: OptimizationCandidate; readonly why: string }
export type Proofs = { readonly proven: readonly ShownFaster[]; readonly refused: readonly NotShown[] }

/** What saves less than this of what it is measured by, or so few milliseconds, is not worth an edit. */
const LEAST_SHARE = 0.03
const LEAST_MS = 10
/** After so many pairs of runs that were all not faster, no more are made. */
const FIRST_LOOK = 2

/** Proves candidates that are measured by the same runs; the cheapest step first. */
export async function prove(context: OptimizeContext, facts: SuiteFacts, group: readonly OptimizationCandidate[]): Promise<Proofs> {
  const refused: NotShown[] = []
  const read = group.flatMap((candidate) => {
    const reviewed = reviewOptimization(candidate, context)
    const failed = reviewed?.checks.find(({ outcome }) => outcome === 'failed')
    if (reviewed !== null && failed === undefined) return [{ candidate, reviewed }]
    refused.push({ candidate, why: failed === undefined ? 'its edits do not fit the files' : `${failed.name}: ${failed.detail}` })
    return []
  })
  const left = read.map(({ candidate }) => candidate)
  const overlay = textsWith(context, left)
  if (overlay === null || left.length === 0) return { proven: [], refused }
  const failed = await firstLook(context, facts, left, overlay)
  if (failed.length > 0) {
    const isAbout = ({ tests }: OptimizationCandidate) => left.length === 1 || failed.some((id) => tests.includes(id))
    const bad = left.filter(isAbout)
    const why = `${failed[0]} does not pass with it`
    const others = await regrouped(context, facts, left, bad)
    return {
      proven: others.proven,
      refused: [...refused, ...bad.map((candidate) => ({ candidate, why })), ...others.refused],
    }
  }
  const [first] = left
  const leaks = first?.shares === true ? await noStateLeaks(context, overlay, filesOf(first, facts), testsIn(facts, first)) : null
  if (leaks !== null && leaks.outcome !== 'passed')
    return { proven: [], refused: [...refused, ...left.map((candidate) => ({ candidate, why: `${leaks.name}: ${leaks.detail}` }))] }
  const times = await timesOf(context, facts, left, overlay)
  const proven: ShownFaster[] = []
  for (const { candidate, reviewed } of read) {
    const own = typeof times === 'string' ? times : savingOf(candidate, times)
    if (typeof own === 'string') {
      refused.push({ candidate, why: own })
      continue
    }
    const alone = textsWith(context, [candidate]) ?? new Map<string, string>()
    const strong = await keepsStrength(context, candidate, aboutTests(facts, candidate), alone)
    const weak = strong.find(({ outcome }) => outcome !== 'passed')
    if (weak !== undefined) refused.push({ candidate, why: `${weak.name}: ${weak.detail}` })
    else
      proven.push({ candidate, files: reviewed.files, checks: [...reviewed.checks, ...(leaks === null ? [] : [leaks]), ...strong], ...own })
  }
  return { proven, refused }
}

/** What did not pass in one run with all of them. */
async function firstLook(
  context: OptimizeContext,
  facts: SuiteFacts,
  left: readonly OptimizationCandidate[],
  overlay: Texts,
): Promise<readonly string[]> {
  const [first] = left
  if (first === undefined) return []
  context.progress('try', left.map(({ id }) => id).join(', '))
  const run = await freshRun(context, overlay, { files: [...filesOf(first, facts)], testIds: [] })
  return run.status === 'completed' ? notPassed(run, idsIn(facts, first)) : [run.reason]
}

async function regrouped(
  context: OptimizeContext,
  facts: SuiteFacts,
  left: readonly OptimizationCandidate[],
  bad: readonly OptimizationCandidate[],
): Promise<Proofs> {
  const others = left.filter((one) => !bad.includes(one))
  if (others.length === 0) return { proven: [], refused: [] }
  if (bad.length > 0) return prove(context, facts, others)
  const each: Proofs[] = []
  for (const one of others) each.push(await prove(context, facts, [one]))
  return { proven: each.flatMap(({ proven }) => proven), refused: each.flatMap((one) => one.refused) }
}

/** What each run of a series took, by what a candidate is measured by. */
type Times = { readonly before: readonly (TestRun | number)[]; readonly after: readonly (TestRun | number)[] }

async function timesOf(
  context: OptimizeContext,
  facts: SuiteFacts,
  left: readonly OptimizationCandidate[],
  overlay: Texts,
): Promise<Times | string> {
  const [first] = left
  if (first === undefined) return 'nothing to measure'
  const files = filesOf(first, facts)
  const ids = idsIn(facts, first)
  const once = (texts: Texts): Promise<TestRun | number | { readonly failed: string }> =>
    first.measured === 'suite' ? suiteTime(context, texts, files) : runOf(context, texts, files, ids, first.measured === 'run')
  context.progress('measure', `${PAIRS} pairs of runs: ${left.map(({ id }) => id).join(', ')}`)
  const goesOn = (seen: Times) =>
    seen.before.length !== FIRST_LOOK || left.some((one) => pairsFor(one, seen).some(({ before, after }) => before - after > LEAST_MS))
  const measured = await interleaved(context, overlay, once, goesOn)
  return measured.outcome === 'failed' ? measured.detail : measured
}

function pairsFor(candidate: OptimizationCandidate, { before, after }: Times) {
  const took = (run: TestRun | number): number => {
    if (typeof run === 'number') return run
    if (candidate.measured === 'run') return run.durationMs
    return run.tests.reduce((sum, { id, durationMs }) => sum + (candidate.tests.includes(id) ? durationMs : 0), 0)
  }
  return pairsOf(before.map(took), after.map(took))
}

function savingOf(candidate: OptimizationCandidate, times: Times): Pick<ShownFaster, 'saving' | 'beforeMs' | 'afterMs'> | string {
  const pairs = pairsFor(candidate, times)
  const saving = pairedSaving(pairs)
  const [beforeMs, afterMs] = [median(pairs.map(({ before }) => before)), median(pairs.map(({ after }) => after))]
  const [low, high] = saving.interval
  if (!(low > 0)) return `not faster for sure: ${Math.round(saving.savingMs)} ms, ${Math.round(low)} to ${Math.round(high)}`
  if (saving.savingMs < LEAST_MS || saving.savingMs < LEAST_SHARE * beforeMs)
    return `it saves ${Math.round(saving.savingMs)} of ${Math.round(beforeMs)} ms: not worth an edit`
  return { saving, beforeMs, afterMs }
}

export function textsWith(context: OptimizeContext, candidates: readonly OptimizationCandidate[]): Texts | null {
  const files = editedFiles(
    candidates.flatMap(({ edits }) => edits),
    new Map([...context.settings, ...context.sources.files]),
  )
  return files === null ? null : new Map(files.map(({ path, after }) => [path, after]))
}

function filesOf({ files }: OptimizationCandidate, facts: SuiteFacts): readonly string[] {
  return files.length > 0 ? files : [...new Set([...facts.tests.values()].map(({ ref }) => ref.file))]
}

/** Every test of the files that are run. */
function testsIn(facts: SuiteFacts, candidate: OptimizationCandidate): readonly TimedTest[] {
  const files = filesOf(candidate, facts)
  return [...facts.tests.values()].filter(({ ref }) => files.includes(ref.file) && ref.id !== candidate.removes)
}

function idsIn(facts: SuiteFacts, candidate: OptimizationCandidate): readonly string[] {
  return testsIn(facts, candidate).map(({ ref }) => ref.id)
}

/** The tests that it is about, or all of the files that are run. */
function aboutTests(facts: SuiteFacts, candidate: OptimizationCandidate): readonly TimedTest[] {
  const all = [...facts.tests.values()].filter(({ ref }) => filesOf(candidate, facts).includes(ref.file))
  return candidate.measured === 'tests' && candidate.removes === undefined ? all.filter(({ ref }) => candidate.tests.includes(ref.id)) : all
}
