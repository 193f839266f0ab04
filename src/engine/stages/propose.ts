import type { FailureAnalysis } from '../../model/failure-analysis.ts'
import type { TestRun } from '../../model/test-run.ts'
import { importClosure } from '../changes/resolve/import-closure.ts'
import type { Sources } from '../diagnosis/sources.ts'
import type { Framework } from '../frameworks/framework.ts'
import type { Parsers } from '../languages/parsers.ts'
import { applyEdits, doOverlap } from '../repair/apply-edits.ts'
import type { EditedFile } from '../repair/edited-file.ts'
import { proposeRepairs } from '../repair/propose-repairs.ts'
import type { Candidate } from '../repair/strategy.ts'
import { touchedTests } from './touched-tests.ts'

/** Tests that are repaired together, because their files are: one cause in many tests is one proposal. */
export type Proposal = {
  /** Indexes into the analyses. */
  readonly analyses: readonly number[]
  readonly candidates: readonly Candidate[]
  readonly files: readonly EditedFile[]
}

/** A verdict below this edits nothing; configuration can raise it, never lower it (DESIGN section 9). */
const OBSOLETE_BAR = 0.95

/**
 * Repairs for all tests that are out of date, from texts alone. Files that share an edited helper go together,
 * so that no proposal depends on another one. `attempt` counts from 0 through each test's candidates, best first; `settled` are
 * the analyses that an earlier attempt repaired. Edits that contradict each other leave their tests without a proposal.
 */
export function propose(
  analyses: readonly FailureAnalysis[],
  attempt: number,
  settled: ReadonlySet<number>,
  framework: Framework,
  sources: Sources,
  parsers: Parsers,
  first: TestRun,
): readonly Proposal[] {
  const single = analyses.flatMap((analysis, index): Proposal[] => {
    if (settled.has(index) || analysis.verdict !== 'obsolete_test' || analysis.confidence < OBSOLETE_BAR) return []
    // meant, but nothing declared: no edit keeps what such a test expects
    if (analysis.codeChanges.length === 0) return []
    const closure = importClosure(analysis.failure.testFile, sources.trees.after)
    const testFiles = new Map(
      [...closure]
        .filter((path) => framework.isEditable(path))
        .flatMap((path) => {
          const text = sources.headFiles.get(path)
          return text === undefined ? [] : [[path, text] as const]
        }),
    )
    const candidates = proposeRepairs({ ...sources, analysis, changes: relevant(analysis, sources), testFiles, parsers })
    const candidate = candidates[attempt]
    return candidate ? [{ analyses: [index], candidates: [candidate], files: [] }] : []
  })
  return mergeByFile(single).flatMap((proposal) => {
    const files = editedFiles(proposal.candidates, sources)
    return files === null ? [] : [{ ...proposal, analyses: spokenFor(proposal, analyses, sources, first), files }]
  })
}

/** A proposal answers for every failing test whose text it edits: no test is touched and left failing. A flaky one may fail. */
function spokenFor(proposal: Proposal, analyses: readonly FailureAnalysis[], { headFiles }: Sources, first: TestRun): readonly number[] {
  const touched = new Set(
    touchedTests(
      proposal.candidates.flatMap(({ edits }) => edits),
      headFiles,
      first,
    ),
  )
  const others = analyses.flatMap(({ failure, verdict }, index) => (touched.has(failure.testId) && verdict !== 'flaky' ? [index] : []))
  return [...new Set([...proposal.analyses, ...others])]
}

/** The changes that the diagnosis named first, then everything else that the commit declares: the test may use that too. */
function relevant(analysis: FailureAnalysis, { changes }: Sources): Sources['changes'] {
  const key = (change: Sources['changes'][number]) => `${change.kind} ${change.oldFile} ${change.symbol}`
  const named = new Set(analysis.codeChanges.map(key))
  return [...changes.filter((change) => named.has(key(change))), ...changes.filter((change) => !named.has(key(change)))]
}

function mergeByFile(proposals: readonly Proposal[]): readonly Proposal[] {
  const groups: { analyses: number[]; candidates: Candidate[]; paths: Set<string> }[] = []
  for (const { analyses, candidates } of proposals) {
    const paths = new Set(candidates.flatMap(({ edits }) => edits.map(({ file }) => file)))
    const joined = groups.filter((group) => [...paths].some((path) => group.paths.has(path)))
    const group = {
      analyses: [...joined.flatMap((one) => one.analyses), ...analyses],
      candidates: [...joined.flatMap((one) => one.candidates), ...candidates],
      paths: new Set([...joined.flatMap((one) => [...one.paths]), ...paths]),
    }
    for (const old of joined) groups.splice(groups.indexOf(old), 1)
    groups.push(group)
  }
  return groups.map(({ analyses, candidates }) => ({ analyses, candidates, files: [] }))
}

/** All edits of all candidates, each once; `null` when two of them contradict each other. */
export function editedFiles(candidates: readonly Candidate[], { headFiles }: Sources): readonly EditedFile[] | null {
  const unique = new Map(
    candidates.flatMap(({ edits }) => edits).map((edit) => [`${edit.file} ${edit.start} ${edit.end} ${edit.replacement}`, edit]),
  )
  const byFile = Map.groupBy(unique.values(), ({ file }) => file)
  const files: EditedFile[] = []
  for (const [path, edits] of byFile) {
    const before = headFiles.get(path)
    if (before === undefined || edits.some((edit, index) => edits.slice(index + 1).some((other) => doOverlap(edit, other)))) return null
    files.push({ path, before, after: applyEdits(before, edits) })
  }
  return files
}
