import type { RunRequest, TestRun } from '../../model/runs/test-run.ts'
import type { TestRef } from '../../model/test-ref.ts'
import { seenIn } from '../diagnosis/test-evidence.ts'
import { applyMutant } from '../mutation/apply-mutant.ts'
import { mutants } from '../mutation/index.ts'
import type { Mutant } from '../mutation/mutant.ts'
import type { Strength } from '../review/checks/check.ts'
import { judgeMutants } from '../stages/mutants/judge-mutants.ts'
import { type CureContext, runWith } from './cure-context.ts'

/** With 40 of which none is lost, fewer than 8 in 100 are (rule of three). */
const MOST_MUTANTS = 40
/** How often a fault that the cured test seems to miss is run again, and how often the old one has to notice it for that to count. */
const AGAIN = 3

/** A test that a cure edits: how it is run so that it passes as it was, and the lines of the product that it then reached. */
export type EditedTest = {
  readonly test: TestRef
  readonly selection: RunRequest
  readonly before: TestRun
}

/** Which faults of the product a test noticed as it was, and whether it still does: both on the same tree. */
export async function strengthOfCure(
  context: CureContext,
  { test, selection, before }: EditedTest,
  overlay: ReadonlyMap<string, string>,
): Promise<Strength> {
  const { sources } = context
  const { coverage } = before
  if (coverage?.outcome !== 'measured') return { outcome: 'not_run', reason: coverage?.reason ?? 'the lines were not recorded' }
  const lines = coverage.tests[test.file]?.[test.id] ?? {}
  const all = Object.entries(lines).flatMap(([path, reached]) => {
    const tree = sources.framework.isTestFile(path) ? null : sources.parsers.parse(path, sources.files.get(path) ?? '')
    return tree === null ? [] : mutants(path, tree).filter(({ line }) => reached.includes(line))
  })
  const asked = evenly(all)
  if (asked.length === 0)
    return { outcome: 'not_run', reason: 'it reaches nothing of the product into which a fault can be put', why: 'empty' }
  context.progress('cure', `${test.id}: ${asked.length} small faults in the product`)
  const judged = async (texts: ReadonlyMap<string, string>, some: readonly Mutant[]) =>
    (await judgeMutants({ ...context, parsers: sources.parsers }, { tree: 'head', texts: sources.files, overlay: texts, selection }, some))
      .outcomes
  const old = await judged(new Map(), asked)
  const noticed = asked.filter((_, index) => old[index] === 'killed')
  const now = await judged(overlay, noticed)
  const missed = noticed.filter((_, index) => now[index] === 'survived')
  let unconfirmed = 0
  for (const mutant of missed) {
    const isMissed = await always(context, test, selection, overlay, mutant, true)
    if (isMissed && (await always(context, test, selection, new Map(), mutant, false))) {
      return { outcome: 'ran', noticed: noticed.length, open: unconfirmed, lost: [mutant] }
    }
    unconfirmed += 1
  }
  const open = unconfirmed + [...old, ...now].filter((outcome) => outcome === 'not_judged').length
  return { outcome: 'ran', noticed: now.filter((outcome) => outcome !== 'not_judged').length - unconfirmed, open, lost: [] }
}

/** Whether a test ends the same way with a fault in each of some runs. */
async function always(
  context: CureContext,
  test: TestRef,
  selection: RunRequest,
  overlay: ReadonlyMap<string, string>,
  mutant: Mutant,
  isPass: boolean,
): Promise<boolean> {
  const faulty = new Map([...overlay, [mutant.file, applyMutant(context.sources.files.get(mutant.file) ?? '', mutant)]])
  for (let count = 0; count < AGAIN; count += 1) {
    const run = await runWith(context, faulty, { ...selection, fresh: true })
    if ((seenIn(run, test).outcome === 'passed') !== isPass) return false
  }
  return true
}

function evenly(all: readonly Mutant[]): readonly Mutant[] {
  if (all.length <= MOST_MUTANTS) return all
  return Array.from({ length: MOST_MUTANTS }, (_, index) => all[Math.floor((index * all.length) / MOST_MUTANTS)]).filter(
    (one) => one !== undefined,
  )
}
