import { packageKey } from '../../../changes/packages/dependency-changes.ts'
import { decide, passOn } from '../../finding.ts'
import type { DiagnosisContext, Finding, Rule } from '../../rule.ts'
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
      if (!failure) return passOn(name, 'no failure to read')
      const seen = sign(failure, context)
      if (seen === null) return passOn(name, 'the failure says nothing of the kind')
      const { base, baseReason } = context.evidence
      if (base?.outcome === 'passed') {
        return passOn(name, `${seen.what}, but the base passes on the same machine: the change brought it`)
      }
      const before = base?.record?.failure
      if (base?.outcome === 'failed') {
        if (before && sign(before, context)?.what === seen.what) {
          return decide(name, { verdict, rootCause: `${seen.what}, and the base fails the same way`, confidence: 0.95 })
        }
        return passOn(name, `${seen.what}, but the base fails in another way`)
      }
      return withoutBase(name, verdict, seen, context, base === null ? baseReason : `the test was ${base.outcome} on the base`)
    },
  }
}

function withoutBase(name: string, verdict: MachineCause['verdict'], seen: MachineSign, context: DiagnosisContext, why: string): Finding {
  if (seen.subject !== null && !isAskedAnew(seen.subject, context) && changedLinesName(seen.subject, context)) {
    return passOn(name, `${seen.what}, but the change itself names ${seen.subject}, and nothing tells them apart (${why})`)
  }
  return decide(name, { verdict, rootCause: `${seen.what} (not compared with the base: ${why})`, confidence: 0.8 })
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
