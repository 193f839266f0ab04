import type { ContractChange } from '../../model/contract-change.ts'
import type { FailureAnalysis } from '../../model/failure-analysis.ts'
import type { ProbedFailure } from '../../model/runs/test-run.ts'
import { importClosure } from '../changes/resolve/import-closure.ts'
import type { Hunk } from '../diagnosis/causes/hunks.ts'
import type { Sources } from '../diagnosis/sources/sources.ts'
import type { Framework } from '../frameworks/framework.ts'
import { isTestData } from '../frameworks/test-data.ts'
import { languageOf, languages } from '../languages/index.ts'
import type { Parsers } from '../languages/parsers.ts'
import { type Drafts, proposeFor } from './propose.ts'
import type { RepairContext } from './strategy.ts'

/** One failing test, as far as it is known. The server has only the report: no probe, no runs. */
export type FailingTest = {
  readonly analysis: FailureAnalysis
  readonly failure: ProbedFailure | null
  readonly failures: readonly ProbedFailure[]
  readonly row: RepairContext['row']
  readonly causalHunks: readonly Hunk[]
}

/** A failure that is known from a report only. */
export function reportedOnly(analysis: FailureAnalysis): FailingTest {
  return { analysis, failure: null, failures: [], row: null, causalHunks: [] }
}

/** Both trees in one framework's language. */
export type DraftSources = {
  readonly sources: Pick<Sources, 'changes' | 'crossingOf' | 'headFiles' | 'hunks' | 'trees'>
  readonly framework: Framework
  readonly parsers: Parsers
}

/** The drafts of one failing test: its file may be edited, and the helpers and conftests that it reaches. */
export function draftsFor(test: FailingTest, { sources, framework, parsers }: DraftSources): Drafts {
  const { trees, headFiles, hunks, crossingOf } = sources
  const { analysis } = test
  // a renaming that may be exchanged with another one declares nothing to follow
  const changes = sources.changes.filter((change) => crossingOf(change) === null)
  const { testFile } = analysis.failure
  const snapshots = languages[framework.language].tests.snapshotsOf(testFile)
  const reached = [...importClosure(testFile, trees.after, framework.setUp), ...(snapshots === null ? [] : [snapshots])]
  const paths = reached.filter((path) => framework.isEditable(path))
  const testFiles = new Map(paths.flatMap((path) => (headFiles.has(path) ? [[path, headFiles.get(path) ?? ''] as const] : [])))
  const testData = new Map([...headFiles].filter(([path]) => isTestData(path) && !testFiles.has(path) && languageOf(path) === null))
  return proposeFor({ ...test, hunks, changes: byRelevance(analysis, changes), testFiles, testData, trees, parsers })
}

/** The changes that the diagnosis named first, then everything else that the commit declares: the test may use that too. */
function byRelevance({ codeChanges }: FailureAnalysis, changes: readonly ContractChange[]): readonly ContractChange[] {
  const key = ({ kind, oldFile, symbol }: ContractChange) => `${kind} ${oldFile} ${symbol}`
  const named = new Set(codeChanges.map(key))
  return [...changes.filter((change) => named.has(key(change))), ...changes.filter((change) => !named.has(key(change)))]
}
