import type { ContractChange, ContractChangeKind } from '../../model/contract-change.ts'
import type { FailureAnalysis } from '../../model/failure-analysis.ts'
import { allFollow } from '../changes/possible/callers.ts'
import { declaringHunks } from '../diagnosis/causes/declaring-hunks.ts'
import { editedTokens } from '../diagnosis/causes/edited-tokens.ts'
import type { Hunk } from '../diagnosis/causes/hunks.ts'
import type { ConclusionSources } from './decided.ts'
import { isSameChange } from './second-change.ts'

/** Ways to use what was declared. Values, messages and defaults are not among them: an accident changes those too. */
const OF_USE: ReadonlySet<ContractChangeKind> = new Set([
  'parameter_added',
  'parameter_removed',
  'parameter_renamed',
  'parameters_reordered',
  'parameter_kind_changed',
  'parameters_grouped',
  'parameters_ungrouped',
  'likely_parameter_renamed',
  'option_renamed',
  'text_renamed',
  'succeeded',
  'became_property',
  'became_method',
  'became_async',
  'became_sync',
  'result_changed',
])

/**
 * Declared changes that the repair left open and that callers in the product follow: those that the test uses, and those of the very
 * declaration that the repair followed. Where runs showed what else breaks the test, only changes that this part declares.
 */
export function openChanges(
  { codeChanges }: Pick<FailureAnalysis, 'codeChanges'>,
  followed: readonly ContractChange[],
  causal: readonly Hunk[],
  { callersOf, changes, crossingOf, trees }: ConclusionSources,
): readonly ContractChange[] {
  const isOpen = (change: ContractChange): boolean => !followed.some((one) => isSameChange(one, change))
  const isOfFollowed = (change: ContractChange): boolean =>
    OF_USE.has(change.kind) && followed.some((one) => one.oldFile === change.oldFile && one.symbol === change.symbol)
  const used = changes.filter((change) => codeChanges.some((one) => isSameChange(one, change)) || isOfFollowed(change))
  const open = used.filter((change) => isOpen(change) && allFollow(callersOf(change)) && crossingOf(change) === null)
  return causal.length === 0 ? open : declaredBy(causal, open, trees)
}

/** Changes that are all of what these hunks do: they declare them, or write them where they are used. Any other word may be the bug. */
function declaredBy(
  causal: readonly Hunk[],
  open: readonly ContractChange[],
  trees: ConclusionSources['trees'],
): readonly ContractChange[] {
  const declared = open.filter((change) => declaringHunks(change, causal, trees).length > 0)
  const words = new Set(declared.flatMap(wordsOf))
  const isOf = (hunk: Hunk): boolean => {
    const { gone, come } = editedTokens(hunk, trees)
    return [...gone, ...come].every((token) => !/[\p{L}\p{N}]/u.test(token) || words.has(token))
  }
  return declared.length > 0 && causal.every(isOf) ? declared : []
}

/** How a function is declared, waited for, or read as a property. */
const OF_DECLARATIONS = ['def', 'function', 'async', 'await', 'property', 'cached_property', 'get', 'self', 'return']

function wordsOf({ symbol, newSymbol, before, after, oldParameters, newParameters }: ContractChange): readonly string[] {
  const written = [symbol, newSymbol ?? '', before, after].flatMap((text) => text.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? [])
  return [...written, ...[...oldParameters, ...newParameters].map(({ name }) => name), ...OF_DECLARATIONS]
}
