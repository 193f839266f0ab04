import { contractChanges } from '../../src/engine/changes/compare/contract-changes.ts'
import { importablePaths } from '../../src/engine/changes/resolve/importable-paths.ts'
import { createProject } from '../../src/engine/changes/resolve/project.ts'
import { applyEdits } from '../../src/engine/repair/apply-edits.ts'
import { proposeFor } from '../../src/engine/repair/propose.ts'
import type { RepairContext } from '../../src/engine/repair/strategy.ts'
import type { ContractChange } from '../../src/model/contract-change.ts'
import type { FileChange } from '../../src/model/file-change.ts'
import { failureAnalysis } from './failure-analysis.ts'
import { testParsers } from './grammars.ts'

export type Files = Readonly<Record<string, string>>

/** The contract changes between two small product trees. */
export async function changesBetween(base: Files, head: Files): Promise<readonly ContractChange[]> {
  const paths = [...new Set([...Object.keys(base), ...Object.keys(head)])].sort()
  const changes: FileChange[] = paths.map((path) => ({ path, before: base[path] ?? null, after: head[path] ?? null }))
  const differing = changes.filter((change) => change.before !== change.after)
  return contractChanges(differing, await testParsers(), { basePaths: Object.keys(base), headPaths: Object.keys(head) })
}

/** Short and comparable, without what is only likely: `renamed total: total -> grand_total`. */
export async function changeTexts(base: Files, head: Files): Promise<readonly string[]> {
  return texts((await changesBetween(base, head)).filter(({ kind }) => !kind.startsWith('likely_')))
}

/** The same of what is likely and no more: `likely_renamed total: total -> grand_total`. */
export async function likelyTexts(base: Files, head: Files): Promise<readonly string[]> {
  return texts((await changesBetween(base, head)).filter(({ kind }) => kind.startsWith('likely_')))
}

function texts(changes: readonly ContractChange[]): readonly string[] {
  return changes.map(({ kind, symbol, before, after }) => `${kind} ${symbol}: ${before} -> ${after}`)
}

const ANALYSIS = failureAnalysis({})

export async function repairContext(base: Files, head: Files, tests: Files): Promise<RepairContext> {
  const parsers = await testParsers()
  const project = (product: Files, earlier: Files = {}) => {
    const files = new Map(Object.entries({ ...product, ...tests }))
    return createProject(files, parsers, { paths: importablePaths(files.keys(), Object.keys(earlier)) })
  }
  return {
    parsers,
    analysis: ANALYSIS,
    failure: null,
    failures: [],
    row: null,
    causalHunks: [],
    hunks: [],
    changes: await changesBetween(base, head),
    testFiles: new Map(Object.entries(tests)),
    testData: new Map(),
    trees: { before: project(base), after: project(head, base), product: Object.keys(head).filter((path) => !(path in tests)) },
  }
}

/** The test files after the first candidate repair; `null` when nothing is proposed. */
export async function repaired(base: Files, head: Files, tests: Files): Promise<Files | null> {
  const [candidate] = proposeFor(await repairContext(base, head, tests)).drafts
  if (candidate === undefined) return null
  return Object.fromEntries(
    Object.entries(tests).map(([path, text]) => [
      path,
      applyEdits(
        text,
        candidate.edits.filter((edit) => edit.file === path),
      ),
    ]),
  )
}

/** For one test file: its text after the repair, or `null`. */
export async function repairedText(base: Files, head: Files, text: string, path = 'tests/test_a.py'): Promise<string | null> {
  return (await repaired(base, head, { [path]: text }))?.[path] ?? null
}
