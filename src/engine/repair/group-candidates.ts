import type { Candidate, Edit } from '../../model/candidate.ts'
import { declaredChanges } from '../../model/cause.ts'
import type { ContractChange } from '../../model/contract-change.ts'
import { reason } from '../../model/reason.ts'
import { distinctEdits, doContradict } from './apply-edits.ts'
import { type Declined, type Draft, distinctCauses } from './propose.ts'

/** The drafts of one failing test, best first. */
export type TestDrafts = { readonly testId: string; readonly drafts: readonly Draft[] }

/** `declined` are drafts of tests whose files cannot have all of their edits at once. */
export type Grouped = {
  readonly candidates: readonly Candidate[]
  readonly declined: readonly (Declined & { readonly testId: string })[]
}

type Group = { readonly tests: readonly string[]; readonly drafts: readonly Draft[]; readonly paths: ReadonlySet<string> }

/**
 * Joins the drafts of tests that edit the same files into candidates, so that none depends on another: one cause in many tests is one
 * candidate. `touched` names the failing tests whose own text some edits change: the candidate answers for them too.
 */
export function groupCandidates(tests: readonly TestDrafts[], touched: (edits: readonly Edit[]) => readonly string[]): Grouped {
  const rounds = Math.max(0, ...tests.map(({ drafts }) => drafts.length))
  const candidates: Candidate[] = []
  const declined: Grouped['declined'][number][] = []
  for (let round = 0; round < rounds; round += 1) {
    const single = tests.flatMap(({ testId, drafts }) => drafts.slice(round, round + 1).map((draft) => groupOf(testId, draft)))
    for (const { tests: members, drafts } of mergeByFile(single)) {
      const edits = distinctEdits(drafts.flatMap((draft) => draft.edits))
      const [first] = drafts
      if (first === undefined) continue
      if (doContradict(edits)) {
        const { strategy, causes } = first
        declined.push(...members.map((testId) => ({ testId, strategy, causes, reason: reason('tests-contradict', {}) })))
        continue
      }
      const causes = distinctCauses(drafts.flatMap((draft) => draft.causes))
      candidates.push({
        id: `${edits[0]?.file ?? ''}#${nameOf(declaredChanges(causes)) || first.strategy}${round === 0 ? '' : `@${round}`}`,
        testIds: [...new Set([...members, ...touched(edits)])],
        askedBy: [...members],
        strategy: first.strategy,
        origin: 'rule',
        round,
        causes: [...causes],
        edits: [...edits],
        confidence: Math.min(...drafts.map(({ confidence }) => confidence)),
      })
    }
  }
  return { candidates, declined }
}

function groupOf(testId: string, draft: Draft): Group {
  return { tests: [testId], drafts: [draft], paths: new Set(draft.edits.map(({ file }) => file)) }
}

function mergeByFile(single: readonly Group[]): readonly Group[] {
  const groups: Group[] = []
  for (const one of single) {
    const joined = groups.filter(({ paths }) => [...one.paths].some((path) => paths.has(path)))
    for (const old of joined) groups.splice(groups.indexOf(old), 1)
    const all = [...joined, one]
    groups.push({
      tests: all.flatMap(({ tests }) => tests),
      drafts: all.flatMap(({ drafts }) => drafts),
      paths: new Set(all.flatMap(({ paths }) => [...paths])),
    })
  }
  return groups
}

function nameOf(changes: readonly ContractChange[]): string {
  return [...new Set(changes.map(({ symbol, newSymbol, after }) => `${symbol}→${newSymbol ?? after}`))].join('+')
}
