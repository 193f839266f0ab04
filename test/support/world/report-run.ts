import { setTimeout as sleep } from 'node:timers/promises'
import { HealJob } from '../../../src/protocol/heal-job.ts'
import type { HealReport } from '../../../src/protocol/heal-report.ts'
import { HuntJob } from '../../../src/protocol/hunt-job.ts'
import type { HuntReport } from '../../../src/protocol/hunt-report.ts'
import type { StaleAnswer } from '../../../src/protocol/stale-answer.ts'
import { StaleJob } from '../../../src/protocol/stale-job.ts'
import { runWorkflow } from '../actions/run-workflow.ts'
import { writeZip } from '../actions/zip.ts'
import type { Runner } from '../github/dispatch.ts'

/** No run ends before GitHub has answered its dispatch, and the server has written that down. */
const QUICKEST_MS = 700

/** What takes the place of a run's report: a report, the bytes of `report.json`, whole entries of the archive, or the archive's own bytes. */
export type Left =
  | { readonly report: HealReport | HuntReport | StaleAnswer }
  | { readonly entries: readonly (readonly [name: string, content: string])[] }
  | { readonly archive: Uint8Array }
  | 'nothing'
  | 'cancelled'

/** The same of a hunt for flaky tests. */
export type LeaveHunt = (job: HuntJob) => Left | 'real' | Promise<Left | 'real'>

/** The same of a look at a green pull request. */
export type LeaveLook = (job: StaleJob) => Left | 'real'

/** Says what a run of the workflow leaves; `real` runs it in the interpreter. `cancelled` fires when GitHub is asked to end the run. */
export type Leave = (job: HealJob, cancelled: AbortSignal) => Left | 'real' | Promise<Left | 'real'>

function archiveOf(left: Exclude<Left, 'nothing' | 'cancelled'>): Uint8Array {
  if ('archive' in left) return left.archive
  if ('entries' in left) return writeZip(left.entries)
  return writeZip([['report.json', Buffer.from(JSON.stringify(left.report))]])
}

/** The stand-in's runner, whose reports a test may write itself. */
export function openReportRun(first: Leave = () => 'real') {
  const jobs: HealJob[] = []
  const hunts: HuntJob[] = []
  const looks: StaleJob[] = []
  const current: { leave: Leave; leaveHunt: LeaveHunt; leaveLook: LeaveLook } = {
    ...{ leave: first, leaveHunt: () => 'real', leaveLook: () => 'real' },
  }
  const run: Runner = async (request) => {
    const given: unknown = JSON.parse(String(request.inputs?.['job']))
    const hunt = HuntJob.safeParse(given).data
    const look = StaleJob.safeParse(given).data
    const job = look ?? hunt ?? HealJob.parse(given)
    if ('look' in job) looks.push(job)
    else if ('task' in job) hunts.push(job)
    else jobs.push(job)
    const signal = request.signal ?? new AbortController().signal
    const left = 'look' in job ? current.leaveLook(job) : 'task' in job ? await current.leaveHunt(job) : await current.leave(job, signal)
    if (left === 'real') return runWorkflow(request)
    await sleep(QUICKEST_MS)
    if (left === 'cancelled') return { conclusion: 'cancelled', jobs: [], artifacts: new Map() }
    const artifacts = left === 'nothing' ? new Map() : new Map([[`suture-report-${job.nonce}`, archiveOf(left)]])
    return { conclusion: 'success', jobs: [], artifacts }
  }
  return {
    run,
    /** Every job that was dispatched, oldest first. */
    jobs,
    hunts,
    looks,
    leaveLook: (next: LeaveLook): void => {
      current.leaveLook = next
    },
    leaveHunt: (next: LeaveHunt): void => {
      current.leaveHunt = next
    },
    leave: (next: Leave): void => {
      current.leave = next
    },
  }
}
