import type { Candidate, Edit } from '../../model/candidate.ts'
import { declaredChanges } from '../../model/cause.ts'
import type { ContractChange } from '../../model/contract-change.ts'
import { reason } from '../../model/reason.ts'
import { distinctEdits, doContradict, doOverlap } from './apply-edits.ts'
import { type Declined, type Draft, distinctCauses } from './propose.ts'

/** The drafts of one failing test, best first. */
export type TestDrafts = { readonly testId: string; readonly drafts: readonly Draft[] }

/** `declined` are drafts of tests whose files cannot have all of their edits at once. */
export type Grouped = {
  readonly candidates: readonly Candidate[]
  readonly declined: readonly (Declined & { readonly testId: string })[]
}

/** Failing tests whose own text some edits change, for the tests that asked for them. */
export type Touched = (edits: readonly Edit[], askedBy: readonly string[]) => readonly string[]

type Group = { readonly tests: readonly string[]; readonly drafts: readonly Draft[] }

/**
 * Joins the drafts of tests that edit the same files into candidates, so that none depends on another: one cause in many tests is one
 * candidate. A changed expectation stays apart. `touched` names the failing tests whose own text some edits change: the candidate answers for them too.
 */
export function groupCandidates(tests: readonly TestDrafts[], touched: Touched): Grouped {
  const rounds = Math.max(0, ...tests.map(({ drafts }) => drafts.length))
  const candidates: Candidate[] = []
  const declined: Grouped['declined'][number][] = []
  for (let round = 0; round < rounds; round += 1) {
    const single = tests.flatMap(({ testId, drafts }) =>
      drafts.slice(round, round + 1).map((draft) => ({ tests: [testId], drafts: [draft] })),
    )
    for (const { tests: members, drafts } of merged(single, touched)) {
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
        testIds: [...new Set([...members, ...touched(edits, members)])],
        askedBy: [...members],
        strategy: first.strategy,
        origin: drafts.some(({ origin }) => origin === 'example') ? 'example' : 'rule',
        round,
        causes: [...causes],
        edits: [...edits],
        confidence: Math.min(...drafts.map(({ confidence }) => confidence)),
      })
    }
  }
  return { candidates, declined }
}

/**
 * Edits that keep every expectation go file by file. Those that change one are each a question of its own: they are joined only where two
 * tests share an edit or a place, or where an edit stands in the text of both.
 */
function merged(single: readonly Group[], touched: Touched): readonly Group[] {
  const isReach = ({ drafts }: Group): boolean => drafts.every(({ edits }) => edits.every(({ effect }) => effect === 'reach'))
  const files = ({ drafts }: Group): ReadonlySet<string> => new Set(drafts.flatMap(({ edits }) => edits.map(({ file }) => file)))
  const [reach, others] = [single.filter(isReach), single.filter((group) => !isReach(group))]
  return [...joined(reach, (one, other) => !files(one).isDisjointFrom(files(other))), ...joined(others, isOneQuestion(touched))]
}

function isOneQuestion(touched: Touched): (one: Group, other: Group) => boolean {
  const own = new Map<Draft, readonly Edit[]>()
  const ownOf = ({ drafts }: Group): readonly Edit[] =>
    drafts.flatMap((draft) => {
      const edits = own.get(draft) ?? draft.edits.filter(({ effect }) => effect !== 'reach')
      own.set(draft, edits)
      return edits
    })
  const testsOf = new Map<Group, ReadonlySet<string>>()
  const tests = (group: Group): ReadonlySet<string> => {
    const found = testsOf.get(group) ?? new Set([...group.tests, ...touched(ownOf(group), group.tests)])
    testsOf.set(group, found)
    return found
  }
  return (one, other) =>
    !tests(one).isDisjointFrom(tests(other)) || ownOf(one).some((edit) => ownOf(other).some((second) => doOverlap(edit, second)))
}

function joined(single: readonly Group[], isOne: (one: Group, other: Group) => boolean): readonly Group[] {
  const groups: Group[] = []
  for (const one of single) {
    const found = groups.filter((other) => isOne(one, other))
    for (const old of found) groups.splice(groups.indexOf(old), 1)
    const all = [...found, one]
    groups.push({ tests: all.flatMap(({ tests }) => tests), drafts: all.flatMap(({ drafts }) => drafts) })
  }
  return groups
}

function nameOf(changes: readonly ContractChange[]): string {
  return [...new Set(changes.map(({ symbol, newSymbol, after }) => `${symbol}→${newSymbol ?? after}`))].join('+')
}
