import { concerns } from '../../model/failure/decided-failure.ts'
import type { JobRecord } from '../../model/runs/run-record.ts'
import type { GateFailure, GateQuarantine, JobFault, Muted, RedPoint } from './gate-facts.ts'

/**
 * A failed job is excused where its log was read whole, one step failed in it, that step ran the tests and nothing besides, the framework
 * states as many failures as were read, and each of them is quarantined. `job` is null for failures of reports that name no job.
 */
export function judgeFailedJob(
  job: JobRecord | null,
  failures: readonly GateFailure[],
  quarantines: readonly GateQuarantine[],
): { readonly red: readonly RedPoint[]; readonly muted: readonly Muted[] } {
  const found = failures.map((failure) => ({
    failure,
    quarantine: quarantines.find((one) => !one.hasEnded && concerns(one, failure)) ?? null,
  }))
  const muted = found.flatMap(({ failure, quarantine }) => (quarantine === null ? [] : [{ failure, quarantine }]))
  const red = found
    .filter(({ quarantine }) => quarantine === null)
    .map(({ failure }): RedPoint => ({ kind: 'failure', failure, job: job?.name ?? '', known: knownOf(failure, quarantines) }))
  const fault = job === null || red.length > 0 ? null : faultOf(job, failures)
  return { red: fault === null || job === null ? red : [{ kind: 'job', job: job.name, url: job.url, why: fault }], muted }
}

/** What a reader may know of this test: a quarantine of this failure that has ended, else one of another failure of it. */
function knownOf(failure: GateFailure, quarantines: readonly GateQuarantine[]): GateQuarantine | null {
  const same = quarantines.filter((one) => concerns(one, failure)).toSorted((a, b) => b.until.getTime() - a.until.getTime())
  return same[0] ?? quarantines.find((one) => !one.hasEnded && one.testId === failure.testId) ?? null
}

function faultOf({ log, failedSteps }: JobRecord, failures: readonly GateFailure[]): JobFault | null {
  if (log === null) return { kind: 'unread', detail: 'it was not read' }
  if (log.unread !== null) return { kind: 'unread', detail: log.unread }
  if (failures.length === 0) return { kind: 'no_test', steps: failedSteps }
  if (log.truncated) return { kind: 'truncated' }
  if (failedSteps.length !== 1) return { kind: 'steps', steps: failedSteps }
  const step = log.failedStep
  if (step === null || step.failed !== 1 || step.stated === null) return { kind: 'not_the_tests' }
  if (step.stated !== failures.length) return { kind: 'count', stated: step.stated, read: failures.length }
  if (step.besides !== null) return { kind: 'besides', line: step.besides }
  const file = failures.find(({ testId, file: path }) => testId === path)
  return file === undefined ? null : { kind: 'file', file: file.testId }
}
