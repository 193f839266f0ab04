import type { TestRun } from '../../model/runs/test-run.ts'
import type { ProbeRecord } from './probe-record.ts'
import { readRecords } from './read-records.ts'

type Forks = Pick<TestRun, 'forks'>

/** What each fork of a run recorded, as far as they came to their end; `read` makes the tests of records. */
export async function recordedForks(
  records: string,
  count: number,
  read: (records: readonly ProbeRecord[]) => Pick<TestRun, 'tests'>,
): Promise<Forks> {
  const forks: Pick<TestRun, 'tests'>[] = []
  while (forks.length < count) {
    const own = await readRecords(`${records}.${forks.length}`)
    if (!own.some(({ kind }) => kind === 'done')) break
    forks.push({ tests: read(own).tests })
  }
  return forks.length > 0 ? { forks } : {}
}

/** Several projects in one: a fork is one that each of them made. */
export function mergeForks(parts: readonly TestRun['forks'][]): Forks {
  const count = Math.min(...parts.map((part) => part?.length ?? 0))
  if (!Number.isFinite(count) || count === 0) return {}
  return { forks: Array.from({ length: count }, (_, index) => ({ tests: parts.flatMap((part) => part?.[index]?.tests ?? []) })) }
}
