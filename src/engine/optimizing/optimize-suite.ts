import type { RiskLevel, TestOptimization } from '../../model/result/test-optimization.ts'
import type { OptimizationCandidate, SuiteFacts } from '../optimization/optimization.ts'
import { isWithin, proposeOptimizations, worthOf } from '../optimization/propose-optimizations.ts'
import { canJoin, type EditedFile, editedFiles } from '../repair/edited-files.ts'
import type { OptimizeContext } from './optimize-context.ts'
import { profile } from './profile.ts'
import { type NotShown, prove, type ShownFaster } from './prove.ts'
import { testOptimization } from './test-optimization.ts'
import { type SuiteSaving, wholeSuite } from './whole-suite.ts'

/** `slowTestMs`: tests that take longer are looked at first. `target`: the share of the suite's time after which nothing more is looked for. */
export type OptimizeRequest = {
  readonly tests: readonly string[]
  readonly slowTestMs: number
  readonly target: number
  readonly tolerance: RiskLevel
}

/**
 * What was found in one framework's suite. `files`: all that may be applied, together. `suite`: what these save of the whole suite, `null` where there is
 * nothing to apply. `slow`: how many tests exceed the limit. `left`: tests that did not pass each time. `error`: why nothing could be run.
 */
export type Optimized = {
  readonly results: readonly TestOptimization[]
  readonly files: readonly EditedFile[]
  readonly suite: SuiteSaving | null
  readonly isReached: boolean
  readonly refused: readonly NotShown[]
  readonly slow: number
  readonly tests: number
  readonly left: readonly string[]
  readonly isOutOfTime: boolean
  readonly error: string | null
}

/** Looks for what makes a suite faster, shows each by runs, and stops where enough is saved. */
export async function optimizeSuite(context: OptimizeContext, request: OptimizeRequest): Promise<Optimized> {
  const known = new Set(await context.workspace.listFiles('head'))
  const asked = [...new Set(request.tests.flatMap((id) => context.sources.framework.testRef(id, known)?.file ?? []))]
  const seen = await profile(context, asked)
  if ('error' in seen) return nothing({ error: seen.error })
  const { facts, left } = seen
  const unknown = request.tests.filter((id) => !facts.tests.has(id) && !left.includes(id))
  if (unknown.length > 0) return nothing({ error: `no test is called ${unknown.join(', ')}` })
  const slow = [...facts.tests.values()].filter(({ ms }) => ms > request.slowTestMs).map(({ ref }) => ref.id)
  const mayApply = ({ candidate }: ShownFaster) => isWithin(candidate.risk, request.tolerance) && candidate.removes === undefined
  const state = { proven: [], refused: [], suite: null, mayApply } as Found
  for (const focus of focuses(request, facts, slow)) await search(context, facts, focus, request, state)
  const applied = state.proven.filter(mayApply)
  if ((state.suite?.of ?? 0) !== applied.length) await together(context, facts, state)
  const edits = state.proven.filter(mayApply).flatMap(({ candidate }) => candidate.edits)
  const ranked = state.proven.toSorted(
    (one, other) => worthOf(other.saving.savingMs, other.candidate.risk) - worthOf(one.saving.savingMs, one.candidate.risk),
  )
  return {
    results: ranked.map((one, index) => testOptimization(one, index + 1, mayApply(one))),
    files: edits.length === 0 ? [] : (editedFiles(edits, new Map([...context.settings, ...context.sources.files])) ?? []),
    ...{ suite: state.suite, isReached: isEnough(state, request), refused: state.refused },
    ...{ slow: slow.length, tests: facts.tests.size, left, isOutOfTime: context.clock.now() > context.endsAt, error: null },
  }
}

/** What was found so far. */
type Found = {
  proven: ShownFaster[]
  readonly refused: NotShown[]
  suite: SuiteSaving | null
  mayApply(one: ShownFaster): boolean
}

function isEnough({ suite }: Found, { target }: OptimizeRequest): boolean {
  return suite !== null && suite.reduction >= target
}

/** Proves what is proposed for some tests, until enough is saved or the time is over. */
async function search(
  context: OptimizeContext,
  facts: SuiteFacts,
  focus: ReadonlySet<string>,
  request: OptimizeRequest,
  state: Found,
): Promise<void> {
  const isTried = ({ id }: OptimizationCandidate) => [...state.proven, ...state.refused].some(({ candidate }) => candidate.id === id)
  const candidates = proposeOptimizations({ ...context, facts, focus }).filter((one) => !isTried(one))
  for (const group of grouped(candidates)) {
    if (isEnough(state, request) || context.clock.now() > context.endsAt) return
    const found = await prove(
      context,
      facts,
      group.filter((one) => isFree(one, state)),
    )
    state.proven.push(...found.proven)
    state.refused.push(...found.refused)
    const saved = state.proven.filter(state.mayApply).reduce((sum, { saving }) => sum + saving.savingMs, 0)
    if (found.proven.some(state.mayApply) && saved >= request.target * facts.suiteMs) await together(context, facts, state)
  }
}

function nothing(why: Pick<Optimized, 'error'>): Optimized {
  const empty = { results: [], files: [], suite: null, isReached: false, refused: [], slow: 0, tests: 0, left: [], isOutOfTime: false }
  return { ...empty, ...why }
}

/** The slow tests first, where there are any; then all. */
function focuses({ tests }: OptimizeRequest, facts: SuiteFacts, slow: readonly string[]): readonly ReadonlySet<string>[] {
  if (tests.length > 0) return [new Set(tests)]
  const all = new Set(facts.tests.keys())
  return slow.length === 0 ? [all] : [new Set(slow), all]
}

/** Those of one kind in one file that are measured test by test share their runs. */
function grouped(candidates: readonly OptimizationCandidate[]): readonly (readonly OptimizationCandidate[])[] {
  const key = ({ id, name, files, measured, shares, removes }: OptimizationCandidate) =>
    measured === 'tests' && !shares && removes === undefined ? `${name} ${files.join(' ')}` : id
  return [...Map.groupBy(candidates, key).values()].flatMap((group) => {
    const joined: OptimizationCandidate[] = []
    const apart: OptimizationCandidate[] = []
    for (const one of group) {
      const isJoined = canJoin(
        joined.flatMap(({ edits }) => edits),
        one.edits,
      )
      ;(isJoined ? joined : apart).push(one)
    }
    return [joined, ...apart.map((one) => [one])]
  })
}

/** Whether it can be added to what was found; what cannot is said. */
function isFree(candidate: OptimizationCandidate, state: Found): boolean {
  const other = state.proven.find((one) => !canJoin(one.candidate.edits, candidate.edits))
  if (other !== undefined) state.refused.push({ candidate, why: `it edits the same lines as ${other.candidate.id}` })
  return other === undefined
}

/** All that may be applied, in one tree: what does not pass there is taken out again, the last that was found first. */
async function together(context: OptimizeContext, facts: SuiteFacts, state: Found): Promise<void> {
  for (;;) {
    const own = state.proven.filter(state.mayApply)
    if (own.length === 0) {
      state.suite = null
      return
    }
    const seen = await wholeSuite(context, facts, own)
    if (typeof seen !== 'string') {
      state.suite = seen
      return
    }
    const last = own.at(-1)
    state.proven = state.proven.filter((one) => one !== last)
    if (last !== undefined) state.refused.push({ candidate: last.candidate, why: `together with the others: ${seen}` })
  }
}
