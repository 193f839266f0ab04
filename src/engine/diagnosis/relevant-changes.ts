import type { ContractChange } from '../../model/contract-change.ts'
import type { FailureFields } from '../../model/failure/failure-fields.ts'
import { inherits } from '../changes/resolve/inherits.ts'
import { sitesFromFailure } from '../changes/uses/sites-from-failure.ts'
import { sitesInTest } from '../changes/uses/sites-in-test.ts'
import type { UseSite } from '../changes/uses/use-site.ts'
import { useSites } from '../changes/uses/use-sites.ts'
import { explains } from './explains.ts'
import { isOwnKeyword } from './forwarded-arguments.ts'
import type { DiagnosisContext, RelevantChanges } from './rule.ts'

/** The declared changes that this failure can have to do with. Several rungs ask: the context reads it once. */
export function findRelevantChanges(context: Omit<DiagnosisContext, 'relevant'>): RelevantChanges {
  const failure = context.failing?.failure
  if (!failure) return { named: [], used: [], isFake: false }
  const message = context.read(failure)
  const isSubclass = inherits(context.trees.before)
  const speaking = context.changes
    .map((change) => ({ change, sites: sitesOf(change, context, message) }))
    .filter(({ sites }) => sites.length > 0)
  const fakes = speaking.filter((one) => isFake(one.change, one.sites, message)).map(({ change }) => change)
  const handed = isOwnKeyword(failure, message, context) ? context.changes.filter((change) => explains(change, message, isSubclass)) : []
  const used = [...new Set([...speaking.map(({ change }) => change), ...handed])]
  const named = used.filter((change) => explains(change, message, isSubclass) || fakes.includes(change))
  return { named, used, isFake: fakes.length > 0 }
}

/** Where the failing test, and the helpers that it reaches, use the old contract. */
function sitesOf(
  change: ContractChange,
  { closure, framework, trees, failing }: Omit<DiagnosisContext, 'relevant'>,
  message: FailureFields,
): readonly UseSite[] {
  return [...closure].filter(framework.isTestFile).flatMap((path) => {
    const { sites } = useSites(change, path, trees)
    const test = failing?.kind === 'test' && failing.file === path ? failing : null
    const file = test && sites.length > 0 ? trees.before.file(path) : null
    const own = test && file ? sitesInTest(file, test, sites) : sites
    return own.length > 0 ? own : sitesFromFailure(change, path, trees, message).shown
  })
}

/** A mock under the old name: the product was migrated and misses the new name on it. */
function isFake(change: ContractChange, sites: readonly UseSite[], { missingName }: FailureFields): boolean {
  const newName = (change.newSymbol ?? '').split('.').at(-1)
  return change.kind === 'renamed' && missingName === newName && sites.some(({ kind }) => kind === 'key')
}
