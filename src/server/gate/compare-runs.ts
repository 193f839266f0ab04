import type { JobRecord } from '../../model/runs/run-record.ts'
import type { EarlierRun, GateRun, RedPoint } from './gate-facts.ts'

/**
 * Whether a run is as whole as the last green one of its workflow: every job that ran there, and in each job and report at least
 * `minTests` (a share) of its tests. A test that is not run any more can neither fail nor be muted.
 */
export function compareRuns(run: GateRun, minTests: number): { readonly red: readonly RedPoint[]; readonly uncompared: readonly string[] } {
  if (minTests === 0) return { red: [], uncompared: [] }
  const { earlier } = run
  if (earlier === null || !countsTests(earlier)) return { red: [], uncompared: [run.name] }
  const { record, url: beforeUrl } = earlier
  const jobs = record.jobs
    .filter(({ conclusion }) => conclusion === 'success')
    .flatMap((before) => compareJob(run, before, minTests, beforeUrl))
  const reports = record.reports.flatMap((before): readonly RedPoint[] => {
    const now = run.reports.filter(({ artifact }) => nameOf(artifact) === nameOf(before.artifact))
    const tests = now.length === 0 ? null : now.reduce((most, one) => Math.max(most, one.tests), 0)
    if (before.tests === 0 || (tests !== null && tests >= Math.floor(before.tests * minTests))) return []
    return [{ kind: 'fewer_tests', what: `the report ${before.artifact}`, url: run.url, tests, before: before.tests, beforeUrl }]
  })
  return { red: [...jobs, ...reports], uncompared: [] }
}

function countsTests({ record }: EarlierRun): boolean {
  return record.reports.length > 0 || record.jobs.some(({ log }) => log !== null && log.tests !== null)
}

function compareJob(run: GateRun, before: JobRecord, minTests: number, beforeUrl: string): readonly RedPoint[] {
  const job = run.jobs.find(({ name }) => name === before.name)
  if (job === undefined) return [{ kind: 'job_missing', job: before.name, url: run.url, how: 'absent', beforeUrl }]
  // what needs a failed job is skipped with it; where nothing failed, its own condition skipped it
  if (job.conclusion === 'skipped')
    return run.conclusion === 'failure' ? [{ kind: 'job_missing', job: before.name, url: job.url, how: 'skipped', beforeUrl }] : []
  const wanted = before.log?.tests ?? 0
  const tests = job.log?.tests ?? null
  if (wanted === 0 || (tests !== null && tests >= Math.floor(wanted * minTests))) return []
  return [{ kind: 'fewer_tests', what: `the job ${job.name}`, url: job.url, tests, before: wanted, beforeUrl }]
}

/** Without what changes from run to run. */
function nameOf(artifact: string): string {
  return artifact.replace(/\d{4,}|\b[0-9a-f]{7,40}\b/g, '*')
}
