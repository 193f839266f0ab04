import { isDeepStrictEqual } from 'node:util'
import { reason } from '../../../../model/reason.ts'
import { packageKey } from '../../../changes/packages/dependency-changes.ts'
import { decide, passOn } from '../../finding.ts'
import type { DiagnosisContext, Finding, Rule } from '../../rule.ts'
import { whyNotCompared } from '../fails-on-base.ts'
import type { MachineCause, MachineSign } from './machine-sign.ts'

/**
 * A rung for one cause. What looks like the machine is the machine only where the base fails the same way under equal conditions.
 * Where the base passes, the change brought it; where the base is not known, a change that names the subject may have.
 */
export function machineRule({ name, description, verdict, sign }: MachineCause): Rule {
  return {
    name,
    description,
    examine(context) {
      const failure = context.failing?.failure
      if (!failure) return passOn(name, reason('no-failure', {}))
      const seen = sign(failure, context)
      if (seen === null) return passOn(name, reason('no-sign-of-it', {}))
      const { base } = context.evidence
      const after = seen.what
      if (base?.outcome === 'passed' && seen.isAskedFor === true)
        return decide(name, { verdict, reason: reason('asked-for-not-there', { after }), confidence: 0.9 })
      if (base?.outcome === 'passed') return passOn(name, reason('brought-by-change', { after }))
      const before = base?.record?.failure
      if (base?.outcome === 'failed') {
        if (before && isDeepStrictEqual(sign(before, context)?.what, after)) {
          return decide(name, { verdict, reason: reason('same-on-base', { after }), confidence: 0.95 })
        }
        return passOn(name, reason('other-failure-on-base', { after }))
      }
      return withoutBase(name, verdict, seen, context)
    },
  }
}

function withoutBase(name: string, verdict: MachineCause['verdict'], seen: MachineSign, context: DiagnosisContext): Finding {
  const why = whyNotCompared(context)
  if (seen.subject !== null && !isAskedAnew(seen.subject, context) && changedLinesName(seen.subject, context)) {
    return passOn(name, reason('named-by-change', { after: seen.what, subject: seen.subject, why }))
  }
  return decide(name, { verdict, reason: reason('not-compared', { after: seen.what, why }), confidence: 0.8 })
}

/** A package that the change itself asks for, in a manifest: where it is missing, the installation is behind. */
function isAskedAnew(subject: string, { dependencyChanges }: DiagnosisContext): boolean {
  return dependencyChanges.some(({ name }) => packageKey(name) === packageKey(subject))
}

function changedLinesName(subject: string, { fileChanges }: DiagnosisContext): boolean {
  return fileChanges.some(({ before, after }) => {
    const old = new Set(before?.split('\n'))
    return (after ?? '').split('\n').some((line) => line.includes(subject) && !old.has(line))
  })
}
