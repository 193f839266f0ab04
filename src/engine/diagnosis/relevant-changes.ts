import type { ContractChange } from '../../model/contract-change.ts'
import type { FailureFields } from '../../model/failure/failure-fields.ts'
import { inherits } from '../changes/resolve/inherits.ts'
import { sitesFromFailure } from '../changes/uses/sites-from-failure.ts'
import { sitesInTest } from '../changes/uses/sites-in-test.ts'
import { lastPart, type UseSite } from '../changes/uses/use-site.ts'
import { useSites } from '../changes/uses/use-sites.ts'
import { explains } from './explains.ts'
import { isOwnKeyword } from './forwarded-arguments.ts'
import { showsResult } from './result-shape.ts'
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
  const mocked = speaking.filter((one) => isFake(one.change, one.sites, message)).map(({ change }) => change)
  const fakes = [...mocked, ...context.changes.filter((change) => !mocked.includes(change) && isStandIn(change, message, context))]
  const handed = isOwnKeyword(failure, message, context) ? context.changes.filter((change) => explains(change, message, isSubclass)) : []
  const results = context.changes.filter((change) => context.closure.has(change.file) && showsResult(change, failure, context.trees))
  const used = [...new Set([...speaking.map(({ change }) => change), ...fakes, ...handed, ...results])]
  const named = used.filter((change) => explains(change, message, isSubclass) || fakes.includes(change) || results.includes(change))
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
    // a text that the test expects is a matter of what was meant, not of a contract
    if (own.some((site) => site.kind === 'text' && site.isExpected)) return []
    return own.length > 0 ? own : sitesFromFailure(change, path, trees, message).shown
  })
}

/**
 * An object of the test that stands in for one of the product's: the product asks it for the new name of a member, and the test writes
 * the old one: as a key, a keyword or a method.
 */
function isStandIn(
  { kind, symbol, newSymbol }: ContractChange,
  { missingName, frame }: FailureFields,
  { closure, framework, trees }: Omit<DiagnosisContext, 'relevant'>,
): boolean {
  if (kind !== 'renamed' || !symbol.includes('.') || missingName !== newSymbol || frame?.origin !== 'product') return false
  const written = new RegExp(`(?<![\\w$.])${lastPart(symbol).replaceAll('$', '\\$')}\\s*(?::|=(?!=)|\\()`)
  return [...closure].filter(framework.isTestFile).some((path) => written.test(trees.after.text(path) ?? ''))
}

/** A mock under the old name: the product was migrated and misses the new name on it. */
function isFake(change: ContractChange, sites: readonly UseSite[], { missingName }: FailureFields): boolean {
  const newName = (change.newSymbol ?? '').split('.').at(-1)
  return change.kind === 'renamed' && missingName === newName && sites.some(({ kind }) => kind === 'key')
}
