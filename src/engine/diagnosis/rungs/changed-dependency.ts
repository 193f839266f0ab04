import { type Reason, reason } from '../../../model/reason.ts'
import { mainDependencyChanges, packageKey } from '../../changes/packages/dependency-changes.ts'
import { decide, passOn } from '../finding.ts'
import { explainedByPackage, notExplained } from '../package-contract.ts'
import { packageThrowing } from '../package-throwing.ts'
import { reachedFiles } from '../reached-hunks.ts'
import type { DiagnosisContext, Rule } from '../rule.ts'
import { isOwn, packageOf } from './machine/own-module.ts'

const NAME = 'changed-dependency'
const NAMED = 3

/** Where the base ran, it ran with the head's packages: then they are not what differs. */
export const changedDependency = {
  name: NAME,
  description:
    'The failure is in a package whose version this change moved, and no changed product file that the test reaches explains it.',
  examine(context) {
    const changes = mainDependencyChanges(context.dependencyChanges)
    if (changes.length === 0) return passOn(NAME, reason('no-dependency-changed', {}))
    const listed = { moved: changes.slice(0, NAMED), more: Math.max(0, changes.length - NAMED) }
    const base = context.evidence.base
    if (base !== null) return passOn(NAME, reason('base-has-same-packages', listed))
    const explained = explainedByPackage(context, changes)
    if (explained && 'decision' in explained) return decide(NAME, explained.decision)
    const suspect = suspectOf(context)
    const change = changes.find(({ name }) => suspect !== null && packageKey(name) === packageKey(suspect.name))
    if (suspect === null || change === undefined) {
      return explained
        ? passOn(NAME, explained.unresolved, 'supports')
        : passOn(NAME, reason('dependency-not-named', { ...listed, contract: notExplained(changes, context) }))
    }
    const [file, ...more] = reachedFiles(context)
    if (file !== undefined) {
      const beside = { suspect: suspect.what, moved: change, file, more: more.length }
      return passOn(NAME, reason('dependency-beside-product', beside), 'supports')
    }
    const contract = explained ? explained.unresolved : notExplained([change], context)
    const why = reason('changed-dependency', { suspect: suspect.what, moved: change, contract })
    return decide(NAME, { verdict: 'environment', reason: why, confidence: 0.85 })
  },
} satisfies Rule

/** The package that the failure names as missing or different, or in which it was thrown; not where a compared value is all that it says. */
function suspectOf(context: DiagnosisContext): { readonly name: string; readonly what: Reason } | null {
  const failure = context.failing?.failure
  if (!failure) return null
  const { type, module, missingName } = context.read(failure)
  const named = module === null || type === 'mock_error' ? null : packageOf(module, context)
  if (named !== null) {
    if (isOwn(named, context)) return null
    const isAbsent = missingName === null
    const what = isAbsent
      ? reason('package-not-loaded', { package: named })
      : reason('package-lacks', { package: named, missing: missingName })
    return { name: named, what }
  }
  if (type === 'assertion_failed' || type === 'mock_error' || failure.expected !== null || failure.actual !== null) return null
  const thrower = packageThrowing(failure.stack)
  return thrower === null ? null : { name: thrower, what: reason('thrown-in-package', { package: thrower }) }
}
