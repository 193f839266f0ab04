import type { RunRequest, TestRun } from '../../model/runs/test-run.ts'
import type { Parsers } from '../languages/parsers.ts'
import { applyMutant } from '../mutation/apply-mutant.ts'
import type { Mutant } from '../mutation/mutant.ts'
import type { Clock, TestRunner, Workspace } from '../ports.ts'
import { judgeMutants } from '../stages/mutants/judge-mutants.ts'
import type { Unit } from './unit.ts'

/** `checked`: some test fails with one of its faults. `unchecked`: all pass with each of them. */
export type UnitVerdict =
  | { readonly outcome: 'checked' }
  | { readonly outcome: 'unchecked'; readonly survived: readonly Mutant[] }
  | { readonly outcome: 'not_judged'; readonly reason: string }

export type Judging = {
  readonly workspace: Workspace
  readonly runner: TestRunner
  readonly clock: Clock
  readonly parsers: Parsers
  readonly texts: ReadonlyMap<string, string>
  /** Tests that come to what changed, all of them passing. */
  readonly near: RunRequest
  /** Everything that passes, for what no recording sees. */
  readonly whole: RunRequest
  readonly passing: ReadonlySet<string>
  /** Ids of the tests that come to a unit. */
  readonly testsOf: (unit: Unit) => ReadonlySet<string>
  readonly endsAt: number
}

const NO_TIME = 'the time that it may take was used up'

/**
 * Faults are judged together in one process first: what is noticed there is checked. For the rest each change is taken back on disk, as many
 * at once as may be, and everything is run: only what nobody notices then is unchecked.
 */
export async function judgeUnits(context: Judging, units: readonly Unit[]): Promise<readonly UnitVerdict[]> {
  const asked = units.map(({ undo, faults }) => [...(undo === null ? [] : [undo]), ...faults])
  const all = asked.flat()
  const isBatched = context.near.files.length > 0 && all.length > 0
  const tree = { tree: 'head' as const, texts: context.texts, overlay: new Map<string, string>(), selection: context.near }
  const outcomes = isBatched ? (await judgeMutants(context, tree, all)).outcomes : all.map(() => 'not_judged' as const)
  const known = new Map(all.map((mutant, index) => [mutant, outcomes[index] ?? 'not_judged']))
  const killed = new Set(units.filter((_, index) => asked[index]?.some((mutant) => known.get(mutant) === 'killed')))
  const open = units.filter((unit) => !killed.has(unit))
  const proof = new Map(open.flatMap((unit) => shownBy(unit, known).map((mutant) => [unit, mutant] as const)))
  const noticed = await noticedOnDisk(context, [...proof])
  return units.map((unit, index): UnitVerdict => {
    if (killed.has(unit)) return { outcome: 'checked' }
    const verdict = noticed.get(unit)
    if (verdict === undefined) return { outcome: 'not_judged', reason: NO_TIME }
    if (verdict) return { outcome: 'checked' }
    const survived = (asked[index] ?? []).filter((mutant) => mutant === proof.get(unit) || known.get(mutant) === 'survived')
    return { outcome: 'unchecked', survived }
  })
}

/** What is put on disk to show it: the change taken back, else its first fault. */
function shownBy({ undo, faults }: Unit, known: ReadonlyMap<Mutant, string>): readonly Mutant[] {
  const first = undo ?? faults.find((mutant) => known.get(mutant) === 'survived') ?? faults[0]
  return first === undefined ? [] : [first]
}

type Shown = readonly [Unit, Mutant]

/**
 * Whether some test notices each. Where several together are noticed, a failing test that comes to one of them alone says which; else halves are
 * tried. What there was no time for is left out.
 */
async function noticedOnDisk(context: Judging, shown: readonly Shown[]): Promise<ReadonlyMap<Unit, boolean>> {
  const found = new Map<Unit, boolean>()
  let longestMs = 0
  const look = async (some: readonly Shown[]): Promise<void> => {
    if (some.length === 0 || context.clock.now() + longestMs > context.endsAt) return
    const startedAt = context.clock.now()
    const failing = await failingWith(context, some)
    longestMs = Math.max(longestMs, context.clock.now() - startedAt)
    if (failing.length === 0 || some.length === 1) {
      for (const [unit] of some) found.set(unit, failing.length > 0)
      return
    }
    const named = new Set(failing.flatMap((id) => soleOf(some, ([unit]) => context.testsOf(unit).has(id))))
    for (const [unit] of named) found.set(unit, true)
    if (named.size > 0) return look(some.filter((one) => !named.has(one)))
    const half = Math.ceil(some.length / 2)
    await look(some.slice(0, half))
    await look(some.slice(half))
  }
  for (const group of apart(shown)) await look(group)
  await context.workspace.checkOut('head', new Map())
  return found
}

/** Groups in which no text is replaced twice. */
function apart(shown: readonly Shown[]): readonly (readonly Shown[])[] {
  const groups: Shown[][] = []
  for (const one of shown) {
    const group = groups.find((others) => others.every((other) => !overlap(one[1], other[1])))
    if (group === undefined) groups.push([one])
    else group.push(one)
  }
  return groups
}

function overlap(one: Mutant, other: Mutant): boolean {
  return one.file === other.file && one.start < other.end && other.start < one.end
}

function soleOf<One>(all: readonly One[], is: (one: One) => boolean): readonly One[] {
  const those = all.filter(is)
  return those.length === 1 ? those : []
}

/** Ids of the tests that pass no more; an empty id for a run that did not end. */
async function failingWith({ workspace, runner, texts, whole, passing }: Judging, shown: readonly Shown[]): Promise<readonly string[]> {
  const overlay = new Map<string, string>()
  const last = shown.toSorted(([, a], [, b]) => b.start - a.start)
  for (const [, mutant] of last) {
    overlay.set(mutant.file, applyMutant(overlay.get(mutant.file) ?? texts.get(mutant.file) ?? '', mutant))
  }
  await workspace.checkOut('head', overlay)
  const run: TestRun = await runner.run(whole)
  if (run.status !== 'completed') return ['']
  // a file that does not load says nothing of which of its tests would fail
  const broken = new Set(run.fileOutcomes.map(({ file }) => file))
  const passed = new Set(run.tests.flatMap(({ id, outcome }) => (outcome === 'passed' ? [id] : [])))
  return [...passing].filter((id) => !passed.has(id)).map((id) => ([...broken].some((file) => id.startsWith(file)) ? '' : id))
}
