import type { TestRun } from '../../model/runs/test-run.ts'
import type { ProbeRecord } from './probe-record.ts'

type Repeats = Pick<TestRun, 'repeated'>

/** The repetitions that a run's records tell of; nothing where there was none. */
export function recordedRepeats(records: readonly ProbeRecord[]): Repeats {
  const repeated = records.flatMap((record) => (record.kind === 'repeat' ? [{ failed: record.failed }] : []))
  return repeated.length > 0 ? { repeated } : {}
}

/** Several projects in one: a repetition is one that each of them made. */
export function mergeRepeats(parts: readonly TestRun['repeated'][]): Repeats {
  const count = Math.min(...parts.map((part) => part?.length ?? 0))
  if (!Number.isFinite(count) || count === 0) return {}
  return { repeated: Array.from({ length: count }, (_, index) => ({ failed: parts.flatMap((part) => part?.[index]?.failed ?? []) })) }
}
