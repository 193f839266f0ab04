import type { ContractChange } from '../../model/contract-change.ts'
import type { TestRef } from '../../model/test-ref.ts'
import { usesOfTest } from '../changes/uses/sites-in-test.ts'
import { useSites } from '../changes/uses/use-sites.ts'
import type { DiagnosisContext } from './rule.ts'

/** Tests of a file that does not load, by whether each itself uses one of these changes, and not only its file's imports. */
export type TestsByUse = { readonly using: readonly TestRef[]; readonly others: readonly TestRef[] }

/** `null` where the base did not run the tests of the file, or one of them is not found in its text. */
export function testsByUse(changes: readonly ContractChange[], { subject, reproduction, trees }: DiagnosisContext): TestsByUse | null {
  const file = subject.kind === 'file' ? trees.before.file(subject.file) : null
  if (file === null || reproduction.base.outcome === 'not_run') return null
  const sites = changes.flatMap((change) => useSites(change, subject.file, trees).sites)
  const tests = reproduction.base.run.tests.filter((test) => test.file === subject.file && test.outcome === 'passed')
  const uses = tests.map((test) => usesOfTest(file, test, sites))
  if (tests.length === 0 || uses.includes(null)) return null
  const refs = tests.map(({ id, file: path, suite, name, row }): TestRef => ({ kind: 'test', id, file: path, suite, name, row }))
  const isUsing = (_: TestRef, index: number): boolean => (uses[index]?.length ?? 0) > 0
  return { using: refs.filter(isUsing), others: refs.filter((ref, index) => !isUsing(ref, index)) }
}
