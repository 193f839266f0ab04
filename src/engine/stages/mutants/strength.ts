import type { Reproduction } from '../../../model/reproduction.ts'
import type { MutantOutcome } from '../../../model/runs/mutant-runs.ts'
import type { TestRun } from '../../../model/runs/test-run.ts'
import type { Subject } from '../../../model/test-ref.ts'
import { seenIn } from '../../diagnosis/test-evidence.ts'
import { applyMutant } from '../../mutation/apply-mutant.ts'
import type { Mutant } from '../../mutation/mutant.ts'
import type { Strength } from '../../review/checks/check.ts'
import { selectionOf } from '../doubtful-tests.ts'
import type { HealingContext } from '../healing-context.ts'
import { overlayOf, type Ran } from '../running/run-candidates.ts'
import { judgeMutants, type MutatedTree } from './judge-mutants.ts'
import { type MutantPair, mutantPairs, sampled } from './mutant-pairs.ts'
import { mutatedLines } from './mutated-lines.ts'
import { ofPassedDefaults } from './passed-defaults.ts'

/** With 60 of which none is lost, fewer than 5 in 100 are lost (rule of three: 3/60). */
const MOST_MUTANTS = 60
/** Runs of their own for mutants that a batch cannot judge, on each side. */
const MOST_SINGLE = 8
/** How often a fault that the repaired test seems to miss is run again before it counts: a test may notice it by chance. */
const AGAIN = 2

/**
 * Which faults the old test noticed in the old code, and whether the repaired test notices the same ones in the new code. What a batch
 * finds missed counts only after runs of its own.
 */
export async function strengthOf(context: HealingContext, ran: Ran, { base }: Reproduction): Promise<Strength> {
  const { sources, parsers } = context
  if (base.outcome === 'not_run') return { outcome: 'not_run', reason: `on the base: ${base.reason}` }
  // of a file that is gone, nothing that it reached is left to be noticed: the check of coverage says so
  const standing = ran.tests.filter(({ file }) => !ran.evidence.gone.has(file))
  if (standing.length === 0 && ran.tests.length > 0)
    return { outcome: 'not_run', reason: 'nothing that it reached still exists', why: 'empty' }
  const tests = standing.filter((test) => seenIn(base.run, test).outcome === 'passed')
  if (tests.length === 0 || tests.length < standing.length) return { outcome: 'not_run', reason: 'not all of the tests passed on the base' }
  const texts = { before: sources.baseFiles, after: sources.headFiles, hunks: sources.hunks, carry: ran.evidence.carry }
  const { lines, isChanged } = mutatedLines(ran.evidence.old, tests, ran.reviewed.candidate, sources)
  const isGiven = ofPassedDefaults(ran.reviewed.candidate, sources)
  const all = mutantPairs({ lines, ...texts }, parsers).filter(({ now }) => !isGiven(now))
  const pairs = sampled(all, MOST_MUTANTS, ({ old }) => isChanged(old))
  if (pairs.length === 0)
    return { outcome: 'not_run', reason: 'no fault can be put into what both versions have and the old test reached', why: 'empty' }
  const selection = selectionOf(tests)
  const old: MutatedTree = { tree: 'base', texts: sources.baseFiles, overlay: new Map(), selection }
  const now: MutatedTree = { tree: 'head', texts: sources.headFiles, overlay: overlayOf(ran.reviewed.files), selection }
  const before = await judgedBy(
    context,
    tests,
    old,
    pairs.map((pair) => pair.old),
  )
  const noticed = pairs.filter((_, index) => before[index] === 'killed')
  const after = await judgedBy(
    context,
    tests,
    now,
    noticed.map((pair) => pair.now),
  )
  const missed = noticed.filter((_, index) => after[index] === 'survived')
  const found = await firstLost(context, tests, { old, now }, missed)
  await context.workspace.checkOut('head', new Map())
  const open = [...before, ...after].filter((outcome) => outcome === 'not_judged').length + found.unconfirmed
  return {
    outcome: 'ran',
    noticed: after.filter((outcome) => outcome !== 'not_judged').length - found.unconfirmed,
    open,
    lost: found.lost === null ? [] : [found.lost],
  }
}

/**
 * The first fault that the repaired test misses and the old one notices, each in runs of its own: a batch may be disturbed, and what did not
 * end in time may end the next time. One is enough to refuse the repair. `unconfirmed` are those that the old test did not notice again.
 */
async function firstLost(
  context: HealingContext,
  tests: readonly Subject[],
  { old, now }: { readonly old: MutatedTree; readonly now: MutatedTree },
  missed: readonly MutantPair[],
): Promise<{ readonly lost: Mutant | null; readonly unconfirmed: number }> {
  let unconfirmed = 0
  for (const pair of missed) {
    if (!(await isMissed(context, tests, now, pair.now))) continue
    if (!(await doPass(context, tests, fresh(old), pair.old))) return { lost: pair.now, unconfirmed }
    unconfirmed += 1
  }
  return { lost: null, unconfirmed }
}

function fresh(tree: MutatedTree): MutatedTree {
  return { ...tree, selection: { ...tree.selection, fresh: true } }
}

/** In a batch, and in runs of their own what it cannot judge. */
async function judgedBy(
  context: HealingContext,
  tests: readonly Subject[],
  tree: MutatedTree,
  mutants: readonly Mutant[],
): Promise<readonly MutantOutcome[]> {
  const { outcomes } = await judgeMutants(context, tree, mutants)
  const all: MutantOutcome[] = []
  let single = 0
  for (const [index, mutant] of mutants.entries()) {
    const outcome = outcomes[index] ?? 'not_judged'
    const isOpen = outcome === 'not_judged' && single < MOST_SINGLE
    single += Number(isOpen)
    all.push(isOpen ? ((await doPass(context, tests, tree, mutant)) ? 'survived' : 'killed') : outcome)
  }
  return all
}

async function isMissed(context: HealingContext, tests: readonly Subject[], tree: MutatedTree, mutant: Mutant): Promise<boolean> {
  for (let count = 0; count < AGAIN; count += 1) if (!(await doPass(context, tests, tree, mutant))) return false
  return true
}

async function doPass(
  { workspace, runner }: Pick<HealingContext, 'workspace' | 'runner'>,
  tests: readonly Subject[],
  { tree, texts, overlay, selection }: MutatedTree,
  mutant: Mutant,
): Promise<boolean> {
  await workspace.checkOut(tree, new Map([...overlay, [mutant.file, applyMutant(texts.get(mutant.file) ?? '', mutant)]]))
  const run: TestRun = await runner.run(selection)
  return tests.every((test) => seenIn(run, test).outcome === 'passed')
}
