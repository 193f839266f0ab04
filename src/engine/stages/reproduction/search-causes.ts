import type { CausalFinding } from '../../../model/causal-finding.ts'
import type { Subject } from '../../../model/test-ref.ts'
import type { CauseUnit } from '../../diagnosis/causes/cause-units.ts'
import { type Hunk, undoHunks } from '../../diagnosis/causes/hunks.ts'
import { minimalSet, type SearchStep } from '../../diagnosis/causes/minimal-set.ts'
import { seenIn } from '../../diagnosis/test-evidence.ts'
import type { Overlay } from '../../ports.ts'
import { selectionOf } from '../doubtful-tests.ts'
import type { HealingContext } from '../healing-context.ts'

/** Runs in a healing, shared by all its tests. One cause among 16 parts takes 11 at most, 8.4 on average (minimal-set.test.ts). */
const MOST_RUNS = 12
/** Milliseconds of those runs together: a suite of slow tests is not run a dozen times more. */
const MOST_TIME = 300_000

type CauseSearch = Pick<HealingContext, 'workspace' | 'runner' | 'sources' | 'parsers'>

/** One test whose cause is looked for: its units in the order of relevance. `isWholeKnown`: it is known to pass with all of them undone. */
export type AskedTest = { readonly subject: Subject; readonly items: readonly number[]; readonly isWholeKnown: boolean }

/** What could be undone, and the texts that lie over the head whatever is undone. */
export type CauseSpace = {
  readonly hunks: readonly Hunk[]
  readonly units: readonly CauseUnit[]
  readonly overlay: Overlay
}

/** Undoes parts of the change on the head until each test's minimal set is known or the budget is used up. All tests share every run. */
export async function searchCauses(
  context: CauseSearch,
  asked: readonly AskedTest[],
  space: CauseSpace,
  mostRuns = MOST_RUNS,
): Promise<readonly CausalFinding[]> {
  const { workspace, runner } = context
  const outcomes = new Map(asked.map(({ subject }) => [subject, new Map<string, 'passed' | 'failed'>()]))
  for (const { subject, items, isWholeKnown } of asked) if (isWholeKnown) outcomes.get(subject)?.set(keyOf(items), 'passed')
  const stepOf = ({ subject, items }: AskedTest): SearchStep => minimalSet(items, (set) => outcomes.get(subject)?.get(keyOf(set)))
  let runs = 0
  let spent = 0
  while (runs < mostRuns && spent < MOST_TIME) {
    const set = mostAsked(asked.map(stepOf))
    if (set === null) break
    const texts: Overlay = new Map<string, string | null>([
      ...undoHunks(context.sources.fileChanges, hunksIn(set, space)),
      ...space.overlay,
    ])
    let outcomeOf = (_: Subject): 'passed' | 'failed' => 'failed'
    if (isProgram(texts, context)) {
      await workspace.checkOut('head', texts)
      const selection = selectionOf(asked.map(({ subject }) => subject))
      const run = await runner.run({ ...selection, fresh: true })
      outcomeOf = (subject) => (seenIn(run, subject).outcome === 'passed' ? 'passed' : 'failed')
      runs += 1
      spent += run.durationMs
    }
    for (const [subject, known] of outcomes) known.set(keyOf(set), outcomeOf(subject))
  }
  if (runs > 0) await workspace.checkOut('head', new Map())
  return asked.map((test) => finding(test, stepOf(test), outcomes.get(test.subject) ?? new Map(), runs, space))
}

function finding(
  { subject: { id: testId }, items }: AskedTest,
  step: SearchStep,
  outcomes: ReadonlyMap<string, 'passed' | 'failed'>,
  runs: number,
  space: CauseSpace,
): CausalFinding {
  const places = (set: readonly number[]): CausalFinding['hunks'] =>
    hunksIn(set, space).map(({ file, oldFile, before, after }) => ({ file, oldFile, before, after }))
  if (step.kind === 'found') return { testId, outcome: 'found', reason: '', hunks: places(step.set), runs }
  if (step.kind === 'none') {
    const reason =
      'it fails with every part of the product change undone: something else changed as well, or the parts depend on each other'
    return { testId, outcome: 'not_found', reason, hunks: [], runs }
  }
  const passing = [...outcomes].filter(([, outcome]) => outcome === 'passed').map(([key]) => key.split(',').map(Number))
  const smallest = passing.toSorted((a, b) => a.length - b.length)[0]
  const reason = `the budget of ${runs} runs was used up before the parts could be separated`
  if (smallest === undefined || smallest.length === items.length) return { testId, outcome: 'not_run', reason, hunks: [], runs }
  return { testId, outcome: 'not_minimal', reason, hunks: places(smallest), runs }
}

function mostAsked(steps: readonly SearchStep[]): readonly number[] | null {
  const sets = Map.groupBy(
    steps.flatMap((step) => (step.kind === 'ask' ? [step.set] : [])),
    keyOf,
  )
  return [...sets.values()].toSorted((a, b) => b.length - a.length)[0]?.[0] ?? null
}

/** Whether these texts of the product parse as well as they did: what does not, fails without being run. */
export function isProgram(texts: Overlay, { sources, parsers }: Pick<CauseSearch, 'sources' | 'parsers'>): boolean {
  return [...texts].every(([path, text]) => {
    const allowed = sources.trees.after.file(path)?.tree.errors.length ?? sources.trees.before.file(path)?.tree.errors.length ?? 0
    return text === null || (parsers.parse(path, text)?.errors.length ?? 0) <= allowed
  })
}

function hunksIn(set: readonly number[], { hunks, units }: CauseSpace): readonly Hunk[] {
  return set.flatMap((unit) => (units[unit] ?? []).flatMap((index) => hunks[index] ?? []))
}

function keyOf(set: readonly number[]): string {
  return set.toSorted((a, b) => a - b).join(',')
}
