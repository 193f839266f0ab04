import type { CoveredLines, TestCoverage } from '../../model/runs/test-coverage.ts'
import type { ProbeRecord } from './probe-record.ts'

// Two bytes a line at least: the output of a stage stays far below the limit of one artifact
const MOST_LINES = 2_000_000

/** What a run's records say of executed lines. `ended` is false where the run was cut short; `isProduct` separates product files from tests. */
export function recordedCoverage(records: readonly ProbeRecord[], ended: boolean, isProduct: (file: string) => boolean): TestCoverage {
  const lost = records.find((record) => record.kind === 'coverage_lost')
  if (lost) return { outcome: 'not_run', reason: lost.reason }
  if (!ended) return { outcome: 'not_run', reason: 'the run ended before the lines could be read' }
  const tests = new Map<string, Map<string, CoveredLines>>()
  let imported: CoveredLines = {}
  let count = 0
  let seen = false
  for (const record of records) {
    if (record.kind !== 'coverage') continue
    seen = true
    const lines = Object.fromEntries(Object.entries(record.lines).filter(([file]) => isProduct(file)))
    for (const each of Object.values(lines)) count += each.length
    if (count > MOST_LINES) return { outcome: 'not_run', reason: `more than ${MOST_LINES} executed lines` }
    const { test } = record
    if (test === null) imported = mergeLines(imported, lines)
    else {
      const ofFile = tests.get(test.file) ?? new Map<string, CoveredLines>()
      tests.set(test.file, ofFile.set(test.id, mergeLines(ofFile.get(test.id) ?? {}, lines)))
    }
  }
  return seen
    ? { outcome: 'measured', tests: Object.fromEntries([...tests].map(([file, ofFile]) => [file, Object.fromEntries(ofFile)])), imported }
    : { outcome: 'not_run', reason: 'no test ran while lines were recorded' }
}

/** Several projects in one: measured when each of them was. */
export function mergeCoverage(parts: readonly (TestCoverage | null)[]): TestCoverage | null {
  const lost = parts.find((part) => part?.outcome === 'not_run')
  if (lost) return lost
  const measured = parts.filter((part) => part?.outcome === 'measured')
  return measured.length === 0
    ? null
    : {
        outcome: 'measured',
        tests: Object.fromEntries(measured.flatMap(({ tests }) => Object.entries(tests))),
        imported: measured.reduce((all: CoveredLines, { imported }) => mergeLines(all, imported), {}),
      }
}

function mergeLines(one: CoveredLines, other: CoveredLines): CoveredLines {
  const files = [...new Set([...Object.keys(one), ...Object.keys(other)])]
  return Object.fromEntries(
    files.map((file) => [file, [...new Set([...(one[file] ?? []), ...(other[file] ?? [])])].sort((a, b) => a - b)] as const),
  )
}
