import type { RunRequest } from '../../model/runs/test-run.ts'
import type { Arm } from '../flakiness/arms.ts'
import { type Count, differs, isMixed, passesNeeded } from '../flakiness/count.ts'
import { type ArmCounts, nameCauses } from '../flakiness/name-causes.ts'
import type { HuntContext } from './hunt-context.ts'
import { USUAL } from './observations.ts'
import { armsOf, tryOnce, USED_UP, usualOutcome, whyUnusable } from './screen.ts'

/** What always passes as it is needs that few runs to be told from what sometimes fails. */
const RUNS_OF_STABLE = 5
/** What fails in one of eight runs needs so many to be told from what does not fail at all. */
const MOST_RUNS = 50
/** Less sure than this after a few runs, it is not worth further ones. */
const PROMISING = 0.9
/** After so many runs, what is promising is tried on. */
const LOOKS = [RUNS_OF_STABLE, 8, 13, 21, 34]
/** So often each seed is run again. */
const SEED_LOOKS = [2, 3, 5]
const MOST_SEEDS = 4
/** The arm that changes what a test file itself waits, and words of files that do; a fixture of another file waits under a name that says so. */
const PATIENCE = 'patience'
const WAITS = /sleep|wait|setTimeout|setInterval|delay|time_?out|join\(|\.get\(|result\(|poll|tick|until|eventually/i
/** Of a test that fails in half of its runs, so many seeds show both outcomes in 29 of 30 cases. */
const FEWEST_SEEDS = 6
/** Further runs as it is would make the comparison hardly sharper. */
const ENOUGH_USUAL = 20

/**
 * Runs the files of the suspects with each factor that may be the cause, between runs as they are. First those that always end alike as they are: a few runs
 * show that they are flaky at all. A test that one factor explains is left out of the rest.
 */
export async function confirm(context: HuntContext, suspects: readonly string[], all: readonly Arm[] = armsOf(context)): Promise<void> {
  const arms = all.filter(({ shows }) => shows !== 'order')
  const isMixedNow = (id: string) => usualOutcome(context, id) === 'mixed'
  const stable = suspects.filter((id) => !isMixedNow(id))
  await confirmEach(context, arms, stable, { looks: [3, RUNS_OF_STABLE], enoughUsual: context.request.runs })
  await confirmEach(context, arms, suspects.filter(isMixedNow), { looks: LOOKS, enoughUsual: ENOUGH_USUAL })
}

/** When it is looked at what the runs showed, and how many runs as it is are enough. */
type Pace = { readonly looks: readonly number[]; readonly enoughUsual: number }

async function confirmEach(context: HuntContext, arms: readonly Arm[], suspects: readonly string[], pace: Pace): Promise<void> {
  const said = suspects.flatMap((id) => context.observations.of(id).flatMap(({ failure }) => failure?.message ?? []))
  const isHinted = ({ clue }: Arm) => clue !== undefined && said.some((message) => clue.test(message))
  for (const arm of [...arms.filter(isHinted), ...arms.filter((one) => !isHinted(one))]) {
    const able = suspects.filter((id) => mayBe(context, arm, id) && !isExplained(context, id))
    const wanted = arm.name === PATIENCE ? await waiting(context, able) : able
    if (wanted.length === 0) continue
    const files = [...new Set(wanted.flatMap((id) => context.observations.tests.get(id)?.file ?? []))]
    const selection: RunRequest = arm.isWhole ? context.whole : { ...context.whole, files, collect: false }
    if (arm.shows === 'variant') await trySeeds(context, arm, wanted, selection)
    await confirmArm(context, { arm, wanted, selection, ...pace, most: mostRuns(context, wanted) })
  }
}

/** Those whose files wait for anything: a file that does not cannot wait longer. */
async function waiting({ read, observations }: HuntContext, suspects: readonly string[]): Promise<readonly string[]> {
  if (read === undefined) return suspects
  const texts = await Promise.all(suspects.map((id) => read(observations.tests.get(id)?.file ?? '')))
  return suspects.filter((_, index) => WAITS.test(texts[index] ?? 'wait'))
}

/** More seeds, until each test has ended both ways with them; seeds beyond the first few only for tests that fail seldom. */
async function trySeeds(context: HuntContext, arm: Arm, wanted: readonly string[], selection: RunRequest): Promise<void> {
  for (const [variant, change] of arm.variants.entries()) {
    if (
      wanted.every(
        (id) => isMixed(context.observations.count(id, arm.name)) && context.observations.count(id, arm.name).runs >= FEWEST_SEEDS,
      )
    )
      return
    if (wanted.every((id) => context.observations.count(id, arm.name, variant).runs > 0)) continue
    if (!(await tryOnce(context, { ...arm, of: arm.variants.length }, variant, change, selection))) return
  }
}

/** A test that ends both ways as it is, and one factor makes it end alike. For others each factor is a fact of its own. */
function isExplained(context: HuntContext, id: string): boolean {
  if (usualOutcome(context, id) !== 'mixed') return false
  const arms = armsOf(context).map((arm) => armCounts(context, arm, id))
  return nameCauses(usualCount(context, id), arms).length > 0
}

function mostRuns(context: HuntContext, wanted: readonly string[]): number {
  const mixed = wanted.filter((id) => usualOutcome(context, id) === 'mixed').map((id) => passesNeeded(usualCount(context, id)))
  // the usual rate is not known exactly either
  return Math.min(MOST_RUNS, Math.max(RUNS_OF_STABLE, ...mixed.map((needed) => Math.ceil(1.6 * needed))))
}

type Confirming = Pace & { readonly arm: Arm; readonly wanted: readonly string[]; readonly selection: RunRequest; readonly most: number }

async function confirmArm(context: HuntContext, { arm, wanted, selection, most, enoughUsual, ...pace }: Confirming): Promise<void> {
  const { observations, each, progress, notTried } = context
  const looks = arm.shows === 'variant' ? SEED_LOOKS : [...pace.looks.filter((look) => look < most), most]
  let done = 0
  for (const look of looks) {
    progress('confirm', `${arm.words}, ${wanted.length} tests (${done} of at most ${looks.at(-1)} runs)`)
    const times = Array<readonly string[]>(look - done).fill([])
    const why = await tryVariants(context, { arm, wanted, selection }, times)
    if (why !== null) {
      notTried(arm, why)
      return
    }
    const isKnown = wanted.every((id) => usualCount(context, id).runs >= enoughUsual)
    const usual = arm.shows === 'rate' && !isKnown ? await each(selection, times) : []
    for (const one of usual) if (one.status !== 'broken') observations.add(USUAL, 0, one)
    done = look
    if (isDecided(context, arm, wanted)) return
  }
}

/** Why a run was not made or says nothing; `null` where all were made. */
async function tryVariants(
  context: HuntContext,
  { arm, wanted, selection }: Pick<Confirming, 'arm' | 'wanted' | 'selection'>,
  times: readonly (readonly string[])[],
): Promise<string | null> {
  for (const variant of variantsOf(context, arm, wanted)) {
    const seen = await context.each({ ...selection, ...arm.variants[variant] }, times)
    const why = seen.map((one) => whyUnusable(one)).find((reason) => reason !== null) ?? (seen.length < times.length ? USED_UP : null)
    if (why !== null) return why
    for (const one of seen) context.observations.add(arm.name, variant, one)
  }
  return null
}

/** Whether this factor may be why: the test ended differently with it, or differently as it is. */
function mayBe(context: HuntContext, arm: Arm, testId: string): boolean {
  const usual = usualOutcome(context, testId)
  if (usual === 'mixed') return true
  const counts = context.observations.variants(testId, arm.name).map((variant) => context.observations.count(testId, arm.name, variant))
  return counts.some(({ failed, runs }) => runs > 0 && (usual === 'passed' ? failed > 0 : failed < runs))
}

/** Seeds are all needed. Of other variants those that made a difference, or all where the test fails by itself. */
function variantsOf(context: HuntContext, arm: Arm, wanted: readonly string[]): readonly number[] {
  const all = arm.variants.map((_, variant) => variant)
  if (arm.shows === 'variant') return seedsOf(context, arm, wanted)
  const differing = all.filter((variant) =>
    wanted.some((id) => {
      const { failed, runs } = context.observations.count(id, arm.name, variant)
      const usual = usualOutcome(context, id)
      return usual !== 'mixed' && runs > 0 && (usual === 'passed' ? failed > 0 : failed < runs)
    }),
  )
  return differing.length > 0 ? differing : all.slice(0, 1)
}

/** Of the seeds that were tried, those with which a test fails, and as many with which none does. */
function seedsOf({ observations }: HuntContext, arm: Arm, wanted: readonly string[]): readonly number[] {
  const tried = [...new Set(wanted.flatMap((id) => observations.variants(id, arm.name)))].toSorted((a, b) => a - b)
  const fails = (variant: number) => wanted.some((id) => observations.count(id, arm.name, variant).failed > 0)
  return [...tried.filter(fails).slice(0, MOST_SEEDS), ...tried.filter((variant) => !fails(variant)).slice(0, MOST_SEEDS)]
}

/** Looked at after a few runs only: whoever looks after each one finds a difference by chance in the end. */
function isDecided(context: HuntContext, arm: Arm, wanted: readonly string[]): boolean {
  if (arm.shows === 'variant') return wanted.every((id) => isSeedDecided(context, arm, id))
  return wanted.every((id) => {
    const [usual, counts] = [usualCount(context, id), armCounts(context, arm, id)]
    return (
      nameCauses(usual, [counts]).length > 0 || counts.variants.every((each) => differs(usual, each) < PROMISING && !mayEndIt(arm, each))
    )
  })
}

/** What is to end the failures is refuted by one failure, and by nothing before. */
function mayEndIt({ effect }: Arm, { failed, runs }: Count): boolean {
  return effect === 'less' && failed === 0 && runs > 0
}

/** Equal seeds ended differently, or alike so often that it is no chance. */
function isSeedDecided(context: HuntContext, arm: Arm, id: string): boolean {
  const counts = armCounts(context, arm, id)
  return counts.variants.some(isMixed) || nameCauses(usualCount(context, id), [counts]).length > 0
}

export function armCounts({ observations }: Pick<HuntContext, 'observations'>, arm: Arm, testId: string): ArmCounts {
  return { arm, variants: observations.variants(testId, arm.name).map((variant) => observations.count(testId, arm.name, variant)) }
}

export function usualCount({ observations }: Pick<HuntContext, 'observations'>, testId: string): Count {
  return observations.count(testId, USUAL)
}

/** Whether equal runs ended differently: as it is, or with one and the same change. */
export function isProvenFlaky({ observations }: Pick<HuntContext, 'observations'>, testId: string): boolean {
  const arms = new Set(observations.of(testId).map(({ arm }) => arm))
  return [...arms].some((arm) => observations.variants(testId, arm).some((variant) => isMixed(observations.count(testId, arm, variant))))
}
