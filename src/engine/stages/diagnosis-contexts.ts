import type { FailureFields } from '../../model/failure/failure-fields.ts'
import type { Reproduction } from '../../model/reproduction.ts'
import type { ProbedFailure } from '../../model/runs/test-run.ts'
import type { Subject } from '../../model/test-ref.ts'
import { importClosure } from '../changes/resolve/import-closure.ts'
import { reachedLines } from '../diagnosis/reached-lines.ts'
import { findRelevantChanges } from '../diagnosis/relevant-changes.ts'
import type { DiagnosisContext, RelevantChanges } from '../diagnosis/rule.ts'
import type { Sources } from '../diagnosis/sources/sources.ts'
import { lastFailure, testEvidence } from '../diagnosis/test-evidence.ts'
import type { Framework } from '../frameworks/framework.ts'
import { readFailure } from '../reports/failure-types/index.ts'
import { doubtfulTests } from './doubtful-tests.ts'

/** What the ladder sees of each failing test (and of each that was said to fail), in the order of the run. */
export function diagnosisContexts(reproduction: Reproduction, framework: Framework, sources: Sources): readonly DiagnosisContext[] {
  const closures = new Map<string, ReadonlySet<string>>()
  const closureOf = (file: string): ReadonlySet<string> => {
    const known = closures.get(file) ?? importClosure(file, sources.trees.after, framework.setUp)
    closures.set(file, known)
    return known
  }
  const tests = doubtfulTests(reproduction)
  const itself: Subject = { kind: 'framework', id: framework.name, file: framework.name }
  return (tests.length === 0 && reproduction.first.status !== 'completed' ? [itself] : tests).map((subject) => {
    const evidence = testEvidence(reproduction, subject, !sources.authorTexts.testChanges.some(({ path }) => path === subject.file))
    const closure = closureOf(subject.file)
    const reached = reachedLines(reproduction, subject, closure)
    const said = new Map<ProbedFailure, FailureFields>()
    const read = (failure: ProbedFailure): FailureFields => {
      const fields = said.get(failure) ?? readFailure(failure, framework.isTestFile)
      said.set(failure, fields)
      return fields
    }
    const seen = { subject, framework, reproduction, evidence, failing: lastFailure(evidence), ...sources, closure, reached, read }
    let relevant: RelevantChanges | null = null
    return { ...seen, relevant: () => (relevant ??= findRelevantChanges(seen)) }
  })
}
