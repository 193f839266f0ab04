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
const TWICE = 2

/** Tests that an edit is about: how they are run so that they pass as they were, and the lines of the product that they then reached. */
export type TestsAsTheyWere = {
  readonly tests: readonly TestRef[]
  readonly selection: RunRequest
  readonly before: TestRun
}

type StrengthContext = Pick<CureContext, 'sources' | 'workspace' | 'runner' | 'progress'>

/** Which faults of the product tests noticed as they were, and whether they still do: both on the same tree. */
export async function strengthOfCure(
  context: StrengthContext,
  { tests, selection, before }: TestsAsTheyWere,
  overlay: ReadonlyMap<string, string>,
  most = MOST_MUTANTS,
): Promise<Strength> {
  const { sources } = context
  const { coverage } = before
  if (coverage?.outcome !== 'measured') return { outcome: 'not_run', reason: coverage?.reason ?? 'the lines were not recorded' }
  const lines = tests.flatMap(({ file, id }) => Object.entries(coverage.tests[file]?.[id] ?? {}))
  const all = [...Map.groupBy(lines, ([path]) => path)].flatMap(([path, own]) => {
    const tree = sources.framework.isTestFile(path) ? null : sources.parsers.parse(path, sources.files.get(path) ?? '')
    const reached = new Set(own.flatMap(([, numbers]) => numbers))
    return tree === null ? [] : mutants(path, tree).filter(({ line }) => reached.has(line))
  })
  const asked = evenly(all, most)
  if (asked.length === 0)
    return { outcome: 'not_run', reason: 'it reaches nothing of the product into which a fault can be put', why: 'empty' }
  context.progress('cure', `${tests[0]?.id ?? ''}: ${asked.length} small faults in the product`)
  const judged = async (texts: ReadonlyMap<string, string>, some: readonly Mutant[]) =>
    (await judgeMutants({ ...context, parsers: sources.parsers }, { tree: 'head', texts: sources.files, overlay: texts, selection }, some))
      .outcomes
  const old = await judged(new Map(), asked)
  const noticed = asked.filter((_, index) => old[index] === 'killed')
  const now = await judged(overlay, noticed)
  const missed = noticed.filter((_, index) => now[index] === 'survived')
  let unconfirmed = 0
  for (const mutant of missed) {
    const isMissed = await always(context, tests, selection, overlay, mutant, true)
    if (isMissed && (await always(context, tests, selection, new Map(), mutant, false))) {
      return { outcome: 'ran', noticed: noticed.length, open: unconfirmed, lost: [mutant] }
    }
    // what a hook of the whole file runs is judged by a run of its own alone
    const isNoticed = !isMissed && (await always(context, tests, selection, overlay, mutant, false, TWICE))
    if (!isNoticed) unconfirmed += 1
  }
  const open = unconfirmed + [...old, ...now].filter((outcome) => outcome === 'not_judged').length
  return { outcome: 'ran', noticed: now.filter((outcome) => outcome !== 'not_judged').length - unconfirmed, open, lost: [] }
}

/** Whether tests all pass, or do not, with a fault in each of some runs. */
async function always(
  context: StrengthContext,
  tests: readonly TestRef[],
  selection: RunRequest,
  overlay: ReadonlyMap<string, string>,
  mutant: Mutant,
  isPass: boolean,
  times = AGAIN,
): Promise<boolean> {
  const faulty = new Map([...overlay, [mutant.file, applyMutant(context.sources.files.get(mutant.file) ?? '', mutant)]])
  for (let count = 0; count < times; count += 1) {
    const run = await runWith(context, faulty, { ...selection, fresh: true })
    if (tests.every((test) => seenIn(run, test).outcome === 'passed') !== isPass) return false
  }
  return true
}

function evenly(all: readonly Mutant[], most: number): readonly Mutant[] {
  if (all.length <= most) return all
  return Array.from({ length: most }, (_, index) => all[Math.floor((index * all.length) / most)]).filter((one) => one !== undefined)
}
