import type { Edit } from '../../model/candidate.ts'
import { type Reason, reason } from '../../model/reason.ts'
import type { FlakyTestResult } from '../../model/result/flaky-test-result.ts'
import type { CureEdit, CureFound, NoCureWhy } from '../languages/facets/cures.ts'
import { languages } from '../languages/index.ts'
import type { Cure, CureCandidate, ShownCause } from './cure.ts'
import { cureInput } from './cure-input.ts'
import type { CureSources } from './cure-sources.ts'
import { cures } from './index.ts'

/** `candidates`: ranked, each is tried only where those before it do not hold. `refused`: why there is none, `null` where there is one. */
export type ProposedCures = { readonly candidates: readonly CureCandidate[]; readonly refused: Reason | null }

/** Where a finding says that the test is right to fail, nothing else is tried. */
const FINAL: ReadonlySet<NoCureWhy> = new Set(['product-race', 'product-order', 'product-fails', 'any-draw', 'any-day', 'any-zone'])

/**
 * What would cure a flaky test whose cause an experiment showed, from the texts of one tree. Pure: the same result, texts and day (ISO 8601, one on which
 * the test passed) give the same candidates, so that whoever is handed one can derive it again.
 */
export function proposeCures(result: FlakyTestResult, sources: CureSources, day: string): ProposedCures {
  const [first] = result.rootCauses
  const asked = result.rootCauses.flatMap((cause) => cures.filter((cure: Cure) => cure.isFor(cause)).map((cure) => ({ cause, cure })))
  const candidates: CureCandidate[] = []
  const refusals: Reason[] = []
  for (const { cause, cure } of asked) {
    const found = findingOf(result, cause, cure, sources, day)
    if (found.kind === 'edits') candidates.push(...candidatesOf(result, cause, cure, found))
    refusals.push(...refusalOf(found))
    if (found.kind === 'product_state' || (found.kind === 'refused' && FINAL.has(found.why))) break
  }
  const why = refusals.at(-1) ?? reason('cause-not-curable', { cause: first?.cause ?? 'unknown' })
  return { candidates, refused: candidates.length > 0 ? null : why }
}

function findingOf(result: FlakyTestResult, cause: ShownCause, cure: Cure, sources: CureSources, day: string): CureFound {
  const input = cureInput(result, cause, sources, day)
  if (input === null) return { kind: 'refused', why: 'not-read', what: result.testId }
  return languages[sources.framework.language].cures[cure.name](input)
}

function candidatesOf(
  result: FlakyTestResult,
  cause: ShownCause,
  { name, strategy }: Cure,
  { why, ways }: Extract<CureFound, { kind: 'edits' }>,
): readonly CureCandidate[] {
  const touched = [result.testId, ...(cause.polluter === undefined ? [] : [cause.polluter])]
  return ways.map((edits) => ({ testId: result.testId, cause, name, strategy, why, edits: merged(edits).map(asEdit), touched }))
}

/** Insertions at one place as a single one, in their order, and each text once. */
function merged(edits: readonly CureEdit[]): readonly CureEdit[] {
  return [...Map.groupBy(edits, ({ file, start, end }) => `${file} ${start} ${end}`).values()].map((same) => {
    const [first] = same as [CureEdit]
    return { ...first, replacement: [...new Set(same.map(({ replacement }) => replacement))].join('') }
  })
}

function asEdit({ file, start, end, replacement }: CureEdit): Edit {
  return { file, range: { start, end }, replacement, effect: 'setup', causes: [] }
}

function refusalOf(found: CureFound): readonly Reason[] {
  if (found.kind === 'refused') return [reason('not-cured', { why: found.why, what: found.what })]
  return found.kind === 'product_state' ? [reason('product-state', { what: found.what, by: found.by })] : []
}
