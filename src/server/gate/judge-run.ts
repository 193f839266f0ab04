import { compareRuns } from './compare-runs.ts'
import type { GateFacts, GateRun, GateVerdict, Muted, RedPoint } from './gate-facts.ts'
import { judgeFailedJob } from './judge-failed-job.ts'

type JudgedRun = Pick<GateVerdict, 'red' | 'muted' | 'uncompared'>

const FAILED = 'failure'
const FINE: ReadonlySet<string | null> = new Set(['success', 'skipped', 'neutral'])

/** What a run that has ended, and was read, adds to the gate. */
export function judgeRun(run: GateRun, { quarantines, minTests }: Pick<GateFacts, 'quarantines' | 'minTests'>): JudgedRun {
  const { name, url, conclusion } = run
  const what = `${name} (${run.event})`
  if (run.unread !== null) return only({ kind: 'run_unread', what, url, why: run.unread })
  if (conclusion !== FAILED && !FINE.has(conclusion)) return only({ kind: 'cut_short', what, url, how: conclusion ?? 'unknown' })
  const lost = run.lost.map((why): RedPoint => ({ kind: 'report_lost', what, url, why }))
  const cut = run.reports
    .filter(({ truncated }) => truncated)
    .map(({ artifact }): RedPoint => ({ kind: 'report_lost', what, url, why: `${artifact}: it ends too early` }))
  const compared = compareRuns(run, minTests)
  const failed = conclusion === FAILED ? judgeJobs(run, quarantines) : { red: [], muted: [] }
  return { red: [...failed.red, ...lost, ...cut, ...compared.red], muted: failed.muted, uncompared: compared.uncompared }
}

/** Of a run that is green as a whole a job may have failed: the workflow says that it may. */
function judgeJobs(run: GateRun, quarantines: GateFacts['quarantines']): Pick<JudgedRun, 'red' | 'muted'> {
  const failed = run.jobs.filter(({ conclusion }) => conclusion === FAILED)
  const ended = run.jobs.filter(({ conclusion }) => conclusion !== FAILED && !FINE.has(conclusion))
  const red: RedPoint[] = ended.map(({ name, url, conclusion }) => ({ kind: 'cut_short', what: name, url, how: conclusion ?? 'unknown' }))
  const muted: Muted[] = []
  for (const job of failed) {
    const isDoubled = failed.filter(({ name }) => name === job.name).length > 1
    const judged = judgeFailedJob(job, isDoubled ? [] : run.failures.filter((failure) => failure.job === job.name), quarantines)
    red.push(...judged.red)
    muted.push(...judged.muted)
  }
  const unplaced = judgeFailedJob(
    null,
    run.failures.filter(({ job }) => job === ''),
    quarantines,
  )
  if (failed.length + ended.length === 0) red.push({ kind: 'unnamed_failure', what: `${run.name} (${run.event})`, url: run.url })
  return { red: [...red, ...unplaced.red], muted: [...muted, ...unplaced.muted] }
}

function only(point: RedPoint): JudgedRun {
  return { red: [point], muted: [], uncompared: [] }
}
