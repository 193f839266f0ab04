import type { MutantRuns } from '../../model/runs/mutant-runs.ts'
import type { TestRun } from '../../model/runs/test-run.ts'
import type { ProbeRecord } from './probe-record.ts'

type Mutants = Pick<TestRun, 'mutants'>

/** What a run's records say of mutants; nothing where none was asked for. */
export function recordedMutants(records: readonly ProbeRecord[]): Mutants {
  const lost = records.find((record) => record.kind === 'mutants_lost')
  if (lost) return { mutants: { outcome: 'not_run', reason: lost.reason } }
  const outcomes = records.flatMap((record) => (record.kind === 'mutant' ? [{ id: record.id, outcome: record.outcome }] : []))
  return outcomes.length > 0 ? { mutants: { outcome: 'judged', mutants: mergedOutcomes(outcomes) } } : {}
}

/** Several projects in one. */
export function mergeMutants(parts: readonly (MutantRuns | undefined)[]): Mutants {
  const known = parts.filter((part) => part !== undefined)
  const lost = known.find((part) => part.outcome === 'not_run')
  if (lost) return { mutants: lost }
  const outcomes = known.flatMap((part) => (part.outcome === 'judged' ? part.mutants : []))
  return outcomes.length > 0 ? { mutants: { outcome: 'judged', mutants: mergedOutcomes(outcomes) } } : {}
}

type Judged = Extract<MutantRuns, { outcome: 'judged' }>['mutants']

/** Files and projects are judged one by one: a mutant is killed where one of them kills it, and judged where all of them judge it. */
function mergedOutcomes(outcomes: Judged): Judged {
  return [...Map.groupBy(outcomes, ({ id }) => id)].map(([id, seen]) => {
    const has = (outcome: string) => seen.some((one) => one.outcome === outcome)
    return { id, outcome: has('killed') ? 'killed' : has('not_judged') ? 'not_judged' : 'survived' }
  })
}
