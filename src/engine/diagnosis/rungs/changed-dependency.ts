import { describeDependencyChange, mainDependencyChanges, packageKey } from '../../changes/packages/dependency-changes.ts'
import { readFailure } from '../../reports/failure-types/index.ts'
import { decide, passOn } from '../finding.ts'
import { explainedByPackage, notExplained } from '../package-contract.ts'
import { packageThrowing } from '../package-throwing.ts'
import { reachedFiles } from '../reached-hunks.ts'
import type { DiagnosisContext, Rule } from '../rule.ts'
import { isOwn, packageOf } from './machine/own-module.ts'

const NAME = 'packages unchanged'
const NAMED = 3

/** Where the base ran, it ran with the head's packages: then they are not what differs. */
export const changedDependency = {
  name: NAME,
  description:
    'The failure lies in a package whose version this change moved, and no changed product file that the test reaches explains it.',
  examine(context) {
    const changes = mainDependencyChanges(context.dependencyChanges)
    if (changes.length === 0) return passOn(NAME, 'no manifest and no lock file asks for other packages')
    const rest = changes.length > NAMED ? ` and ${changes.length - NAMED} more` : ''
    const listed = `${changes.slice(0, NAMED).map(describeDependencyChange).join(', ')}${rest}`
    const base = context.evidence.base
    if (base !== null) return passOn(NAME, `changed: ${listed}; the base was run with the same packages, so they make no difference`)
    const explained = explainedByPackage(context, changes)
    if (explained && 'decision' in explained) return decide(NAME, explained.decision)
    const suspect = suspectOf(context)
    const change = changes.find(({ name }) => suspect !== null && packageKey(name) === packageKey(suspect.name))
    if (suspect === null || change === undefined) {
      return explained
        ? passOn(NAME, explained.unresolvedAt, 'supports')
        : passOn(NAME, `changed: ${listed}; the failure names none of them${notExplained(changes, context)}`)
    }
    const moved = describeDependencyChange(change)
    const reached = reachedFiles(context)
    if (reached.length > 0) {
      const where = `${reached[0]}${reached.length > 1 ? ` and ${reached.length - 1} more` : ''}`
      return passOn(NAME, `${suspect.what}, and ${moved}; but ${where} changed too, and nothing tells them apart`, 'supports')
    }
    const contract = explained ? `; ${explained.unresolvedAt}` : notExplained([change], context)
    return decide(NAME, {
      verdict: 'environment',
      rootCause: `${suspect.what}, and this change moved it: ${moved}${contract}`,
      confidence: 0.85,
    })
  },
} satisfies Rule

/** The package that the failure names as missing or different, or in which it was thrown; not where a compared value is all that it says. */
function suspectOf(context: DiagnosisContext): { readonly name: string; readonly what: string } | null {
  const failure = context.failing?.failure
  if (!failure) return null
  const { type, module, missingName } = readFailure(failure)
  const named = module === null || type === 'mock_error' ? null : packageOf(module, context)
  if (named !== null) {
    if (isOwn(named, context)) return null
    const what = missingName === null ? `the package ${named} could not be loaded` : `the installed ${named} has no ${missingName}`
    return { name: named, what }
  }
  if (type === 'assertion_failed' || type === 'mock_error' || failure.expected !== null || failure.actual !== null) return null
  const thrower = packageThrowing(failure.stack)
  return thrower === null ? null : { name: thrower, what: `the failure was thrown inside ${thrower}` }
}
