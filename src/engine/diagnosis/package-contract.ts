import type { DependencyChange } from '../../model/failure-analysis.ts'
import type { FailureFields } from '../../model/failure-fields.ts'
import type { PackageContract, PackageUse } from '../../model/package-contract.ts'
import type { ProbedFailure } from '../../model/test-run.ts'
import { describeDependencyChange, packageKey } from '../changes/packages/dependency-changes.ts'
import { readFailure } from '../reports/failure-types/index.ts'
import { explains } from './explains.ts'
import type { Decision, DiagnosisContext } from './rule.ts'

/** What a package's own two versions say of a failure: who has to follow, or why that cannot be said. */
export type Explained = { readonly decision: Decision } | { readonly unresolvedAt: string }

/**
 * The failure names what the package declares differently in its new version, and the repository still uses the old: the product where
 * it raises there or uses it anywhere else, the test where it alone does. `null`: no package that was read explains it.
 */
export function explainedByPackage(context: DiagnosisContext, changes: readonly DependencyChange[]): Explained | null {
  const failure = context.failing?.failure
  if (!failure) return null
  const fields = readFailure(failure)
  for (const contract of context.reproduction.packages ?? []) {
    const moved = changes.find(({ name }) => packageKey(name) === packageKey(contract.name))
    const uses = usesNamed(contract, fields)
    if (moved && uses.length > 0) return whoFollows(describeDependencyChange(moved), uses, failure, context)
  }
  return null
}

/** Why the contracts of these packages explain nothing, as the end of a sentence; '' where nobody asked. */
export function notExplained(changes: readonly DependencyChange[], { reproduction }: DiagnosisContext): string {
  const keys = new Set(changes.map(({ name }) => packageKey(name)))
  const [contract] = (reproduction.packages ?? []).filter(({ name }) => keys.has(packageKey(name)))
  if (contract === undefined) return ''
  return contract.outcome === 'not_read'
    ? `; the contract change of ${contract.name} itself could not be read (${contract.reason})`
    : `; both versions of ${contract.name} were read, and no place of this repository uses a declared change that the failure names`
}

function usesNamed(contract: PackageContract, fields: FailureFields): readonly PackageUse[] {
  if (contract.outcome !== 'read') return []
  // who inherits from whom was asked where the package's own classes were at hand
  return contract.uses.filter(({ change }) => explains(change, fields, () => true))
}

function whoFollows(
  moved: string,
  uses: readonly PackageUse[],
  failure: ProbedFailure,
  { framework, closure }: DiagnosisContext,
): Explained {
  const inner = failure.frames.findLast(({ file }) => file !== null) ?? null
  const isAtFrame = ({ file, line, lastLine }: PackageUse): boolean =>
    inner !== null && file === inner.file && line <= inner.line && inner.line <= lastLine
  const product = uses.filter(({ file }) => !framework.isTestFile(file))
  const raising = product.find(isAtFrame)
  const [use] = uses
  const told = `${moved}: ${use?.told}`
  const raisesInProduct = inner?.file != null && !framework.isTestFile(inner.file)
  if (raising) return { decision: broken(moved, [raising, ...product.filter((one) => one !== raising && one.isSure)]) }
  if (raisesInProduct)
    return { unresolvedAt: `${told}; but it is ${inner.file}:${inner.line} of the product that fails, which is not seen to use it` }
  const sure = product.filter(({ isSure, isConditional }) => isSure && !isConditional)
  if (sure.length > 0) return { decision: broken(moved, sure) }
  if (product.length > 0)
    return { unresolvedAt: `${told}; whether ${product[0]?.file}:${product[0]?.line} of the product follows cannot be told` }
  const oldAndNewTerms = uses.filter(({ file, isSure }) => isSure && closure.has(file))
  const place = inner === null ? oldAndNewTerms[0] : oldAndNewTerms.find(isAtFrame)
  if (place === undefined) return { unresolvedAt: `${told}; but the failure does not come from where it is used` }
  return {
    decision: {
      verdict: 'obsolete_test',
      rootCause: `${moved}: ${place.told}; the test still uses the old one at ${place.file}:${place.line}`,
      confidence: 0.9,
      culprits: [culpritOf(place)],
    },
  }
}

function broken(moved: string, [first, ...more]: readonly PackageUse[]): Decision {
  const others = more.length > 0 ? ` and at ${more.length} more ${more.length === 1 ? 'place' : 'places'}` : ''
  return {
    verdict: 'product_regression',
    rootCause: `${moved}: ${first?.told}; the product still uses the old one at ${first?.file}:${first?.line}${others}`,
    confidence: 0.9,
    culprits: [first, ...more].flatMap((use) => (use ? [culpritOf(use)] : [])),
  }
}

function culpritOf({ file, line, text }: PackageUse) {
  return { file, line, hunk: ` ${text.trim()}` }
}
