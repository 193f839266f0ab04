import type { FailureFields } from '../../model/failure/failure-fields.ts'
import type { DependencyChange } from '../../model/failure-analysis.ts'
import type { PackageContract, PackageUse } from '../../model/package-contract.ts'
import { type Reason, reason } from '../../model/reason.ts'
import type { MovedPackage } from '../../model/reasons/parts.ts'
import type { ProbedFailure } from '../../model/runs/test-run.ts'
import { packageKey } from '../changes/packages/dependency-changes.ts'
import { explains } from './explains.ts'
import type { Decision, DiagnosisContext } from './rule.ts'

/** What a package's own two versions say of a failure: who has to follow, or why that cannot be said. */
export type Explained = { readonly decision: Decision } | { readonly unresolved: Reason }

/**
 * The failure names what the package declares differently in its new version, and the repository still uses the old: the product where
 * it raises there or uses it anywhere else, the test where it alone does. `null`: no package that was read explains it.
 */
export function explainedByPackage(context: DiagnosisContext, changes: readonly DependencyChange[]): Explained | null {
  const failure = context.failing?.failure
  if (!failure) return null
  const fields = context.read(failure)
  for (const contract of context.reproduction.packages ?? []) {
    const moved = changes.find(({ name }) => packageKey(name) === packageKey(contract.name))
    const [first, ...more] = usesNamed(contract, fields)
    if (moved && first) return whoFollows(moved, [first, ...more], failure, context)
  }
  return null
}

/** Why the contracts of these packages explain nothing; `null` where nobody asked. */
export function notExplained(changes: readonly DependencyChange[], { reproduction }: DiagnosisContext): Reason | null {
  const keys = new Set(changes.map(({ name }) => packageKey(name)))
  const [contract] = (reproduction.packages ?? []).filter(({ name }) => keys.has(packageKey(name)))
  if (contract === undefined) return null
  return contract.outcome === 'not_read'
    ? reason('package-not-read', { package: contract.name, why: contract.reason })
    : reason('package-not-used', { package: contract.name })
}

function usesNamed(contract: PackageContract, fields: FailureFields): readonly PackageUse[] {
  if (contract.outcome !== 'read') return []
  // who inherits from whom was asked where the package's own classes were at hand
  return contract.uses.filter(({ change }) => explains(change, fields, () => true))
}

function whoFollows(
  moved: MovedPackage,
  uses: readonly [PackageUse, ...PackageUse[]],
  failure: ProbedFailure,
  { framework, closure }: DiagnosisContext,
): Explained {
  const inner = failure.frames.findLast(({ file }) => file !== null) ?? null
  const isAtFrame = ({ file, line, lastLine }: PackageUse): boolean =>
    inner !== null && file === inner.file && line <= inner.line && inner.line <= lastLine
  const named = { moved, change: uses[0].shown }
  const product = uses.filter(({ file }) => !framework.isTestFile(file))
  const raising = product.find(isAtFrame)
  const [unsure] = product
  if (raising)
    return {
      decision: broken(
        moved,
        raising,
        product.filter((one) => one !== raising && one.isSure),
      ),
    }
  if (inner?.file != null && !framework.isTestFile(inner.file))
    return { unresolved: reason('package-use-not-seen', { ...named, place: { file: inner.file, line: inner.line } }) }
  const [sure, ...alsoSure] = product.filter(({ isSure, isConditional }) => isSure && !isConditional)
  if (sure) return { decision: broken(moved, sure, alsoSure) }
  if (unsure) return { unresolved: reason('package-use-not-certain', { ...named, place: unsure }) }
  const oldAndNewTerms = uses.filter(({ file, isSure }) => isSure && closure.has(file))
  const place = inner === null ? oldAndNewTerms[0] : oldAndNewTerms.find(isAtFrame)
  if (place === undefined) return { unresolved: reason('package-use-elsewhere', named) }
  return {
    decision: {
      verdict: 'obsolete_test',
      reason: reason('changed-dependency-in-test', { moved, change: place.shown, place }),
      confidence: 0.9,
      culprits: [culpritOf(place)],
    },
  }
}

function broken(moved: MovedPackage, first: PackageUse, more: readonly PackageUse[]): Decision {
  return {
    verdict: 'product_regression',
    reason: reason('changed-dependency-in-product', { moved, change: first.shown, place: first, more: more.length }),
    confidence: 0.9,
    culprits: [first, ...more].map(culpritOf),
  }
}

function culpritOf({ file, line, text }: PackageUse) {
  return { file, line, hunk: ` ${text.trim()}` }
}
