import type { Candidate, Edit } from '../../model/candidate.ts'
import type { FailureAnalysis } from '../../model/failure-analysis.ts'
import type { Reproduction } from '../../model/reproduction.ts'
import { causeOf } from '../diagnosis/causes/cause-of.ts'
import type { DiagnosisContext } from '../diagnosis/rule.ts'
import { failuresOf, rowOf } from '../diagnosis/test-evidence.ts'
import { editKey } from '../repair/apply-edits.ts'
import { type Grouped, groupCandidates, type TestDrafts, type Touched } from '../repair/group-candidates.ts'
import { ownExpectations } from '../repair/own-expectations.ts'
import { withoutPassedTests } from '../repair/passed-tests.ts'
import type { Declined } from '../repair/propose.ts'
import { draftsFor } from '../repair/test-drafts.ts'
import { isObsolete } from '../review/judge.ts'
import type { HealingContext } from './healing-context.ts'
import { touchedTests } from './touched-tests.ts'

/** Everything that text offers for the failing tests, and every 'no' with its reason. */
export type Proposed = { readonly candidates: readonly Candidate[]; readonly declined: Grouped['declined'] }

/**
 * Stage 3: candidates for every failing test, whatever its verdict, from text alone. Tests that are out of date beyond doubt are joined
 * with each other only, so that no doubtful neighbour's edit comes along with a repair that needs nobody's word. Pure.
 */
export function propose(
  { sources, framework, parsers }: Pick<HealingContext, 'sources' | 'framework' | 'parsers'>,
  analyses: readonly FailureAnalysis[],
  contexts: readonly DiagnosisContext[],
  { first }: Reproduction,
): Proposed {
  const declined: (Declined & { readonly testId: string })[] = []
  const drafts = new Map<FailureAnalysis, TestDrafts>()
  // tests of one file mostly ask for the same edits
  const known = new Map<string, readonly Edit[]>()
  const ownEdits = (edits: readonly Edit[]): readonly Edit[] => {
    const key = edits.map(editKey).join('\n')
    const own = known.get(key) ?? withoutPassedTests(edits, first, { headFiles: sources.headFiles, parsers })
    known.set(key, own)
    return own
  }
  const expectationsOf = ownExpectations(first, { headFiles: sources.headFiles, parsers })
  for (const analysis of analyses) {
    const { testId } = analysis.failure
    const context = contexts.find(({ subject }) => subject.id === testId)
    // a test within a file that does not load was not run: its file asks for it
    if (context === undefined) continue
    const causalHunks = causeOf(context)?.hunks ?? []
    const failure = context.failing?.failure ?? null
    const test = { analysis, failure, failures: failuresOf(context.evidence), row: rowOf(testId, first), causalHunks }
    const found = draftsFor(test, { sources, framework, parsers })
    const own = found.drafts.map((draft) => ({ ...draft, edits: expectationsOf(ownEdits(draft.edits), testId) }))
    drafts.set(analysis, { testId, drafts: distinctDrafts(own.filter(({ edits }) => edits.length > 0)) })
    declined.push(...found.declined.map((one) => ({ testId, ...one })))
  }
  const isFlaky = new Set(analyses.flatMap(({ failure, verdict }) => (verdict === 'flaky' ? [failure.testId] : [])))
  const answered = new Set(analyses.map(({ failure }) => failure.testId))
  // a candidate answers for every failing test whose text it edits: none is touched and left failing, but a flaky one may fail
  const touched: Touched = (edits, askedBy) => {
    const found = touchedTests(edits, sources.headFiles, first).filter((testId) => answered.has(testId) && !isFlaky.has(testId))
    // a value may stand above its test, where the one before it ends: of other tests only the rows of the same one share it
    return edits.every(({ effect }) => effect === 'reach') ? found : found.filter((testId) => isRowOf(testId, askedBy, first))
  }
  const [certain, doubtful] = [true, false].map((isCertain) =>
    groupCandidates(
      analyses.flatMap((analysis) => (isObsolete([analysis]) === isCertain ? (drafts.get(analysis) ?? []) : [])),
      touched,
    ),
  )
  const groups = [certain, doubtful].flatMap((group) => group ?? [])
  const candidates = answeredOnce(certain?.candidates ?? [], doubtful?.candidates ?? [])
  return { candidates: withDistinctIds(candidates), declined: [...declined, ...groups.flatMap((group) => group.declined)] }
}

/** What doubtful tests ask for, without what is asked for already by tests beyond doubt: the very same edits, which then answer for both. */
function answeredOnce(certain: readonly Candidate[], doubtful: readonly Candidate[]): readonly Candidate[] {
  const keyOf = ({ edits, round }: Candidate): string => [round, ...edits.map(editKey).toSorted()].join('\n')
  const isReach = ({ edits }: Candidate): boolean => edits.every(({ effect }) => effect === 'reach')
  const others = new Map(doubtful.filter(isReach).map((one) => [keyOf(one), one]))
  const joined = certain.map((one) => {
    const same = others.get(keyOf(one))
    return same === undefined ? one : { ...one, testIds: [...new Set([...one.testIds, ...same.testIds])] }
  })
  const known = new Set(certain.map(keyOf))
  return [...joined, ...doubtful.filter((one) => !(isReach(one) && known.has(keyOf(one))))]
}

/** Without the expectations of others a draft may be one that is there already. */
function distinctDrafts(drafts: TestDrafts['drafts']): TestDrafts['drafts'] {
  const keyOf = ({ edits }: TestDrafts['drafts'][number]) => edits.map(editKey).join('\n')
  return [...new Map(drafts.toReversed().map((draft) => [keyOf(draft), draft])).values()].toReversed()
}

/** Two candidates may follow the same changes in the same file, for tests of different verdicts. */
function withDistinctIds(candidates: readonly Candidate[]): readonly Candidate[] {
  const seen = new Map<string, number>()
  return candidates.map((candidate) => {
    const count = (seen.get(candidate.id) ?? 0) + 1
    seen.set(candidate.id, count)
    return count === 1 ? candidate : { ...candidate, id: `${candidate.id}(${count})` }
  })
}

/** Whether a test stands at the very line of one of the others. */
function isRowOf(testId: string, others: readonly string[], { tests }: Reproduction['first']): boolean {
  const own = tests.find(({ id }) => id === testId)
  return tests.some(({ id, file, line }) => others.includes(id) && file === own?.file && line === own.line)
}
