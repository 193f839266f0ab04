import { judgeQuarantine, type QuarantineEnd } from '../../../engine/flakiness/quarantine-end.ts'
import { concerns } from '../../../model/failure/decided-failure.ts'
import { recordAudit } from '../../history/audit.ts'
import type { Database } from '../../history/connection/database.ts'
import { listFailuresOnBranch, listRunsOfTests } from '../../history/quarantined-runs.ts'
import { endQuarantines, listQuarantines, type Quarantine } from '../../history/quarantines.ts'
import type { JobContext } from '../../queue/job.ts'
import { sendGatesAbout } from './send-gate.ts'

const WATCHED_MS = 90 * 86_400_000 // as long as executions are kept

/** Looks at every quarantine of a repository again: its test may be sound by now, or broken. Returns how many have ended. */
export async function weighAll(context: JobContext, repositoryId: number, defaultBranch: string): Promise<number> {
  const { history, now } = context
  const active = await listQuarantines(history.database, repositoryId, now())
  let ended = 0
  for (const [testId, all] of Map.groupBy(active, (one) => one.testId)) {
    const end = await weigh(history.database, { repositoryId, testId, all, defaultBranch, now: now() })
    if (end.kind === 'holds') continue
    await history.transaction((database) => endNow(database, context, testId, all, end))
    ended += 1
  }
  return ended
}

type OfTest = {
  readonly repositoryId: number
  readonly testId: string
  readonly all: readonly Quarantine[]
  readonly defaultBranch: string
  readonly now: Date
}

async function weigh(database: Database, { repositoryId, testId, all, defaultBranch, now }: OfTest): Promise<QuarantineEnd> {
  // GitHub tells by the second when a run began: one of the same second counts as later
  const given = new Date(Math.floor(Math.max(...all.map(({ createdAt }) => createdAt.getTime())) / 1000) * 1000)
  const runs = await listRunsOfTests(database, repositoryId, [testId], { since: given, before: now })
  const earlier = await listRunsOfTests(database, repositoryId, [testId], { since: new Date(given.getTime() - WATCHED_MS), before: given })
  const failures = await listFailuresOnBranch(database, repositoryId, { branch: defaultBranch, testIds: [testId], since: given })
  const isNew = (run: (typeof runs)[number]) =>
    failures.some(
      (failure) => failure.ciRunId === run.ciRunId && failure.attempt === run.attempt && !all.some((one) => concerns(one, failure)),
    )
  const failed = earlier.filter(({ hasFailed }) => hasFailed).length
  return judgeQuarantine(
    runs.map((run) => ({ hasFailed: run.hasFailed, isNew: isNew(run) })),
    { failed, passed: earlier.length - failed },
  )
}

async function endNow(
  database: Database,
  { send, now }: JobContext,
  testId: string,
  all: readonly Quarantine[],
  end: Exclude<QuarantineEnd, { kind: 'holds' }>,
): Promise<void> {
  const [first] = all
  if (first === undefined) return
  const { repositoryId } = first
  const because = wordsOf(end)
  const ids = all.map(({ id }) => id)
  await endQuarantines(database, repositoryId, ids, { endedAs: end.kind, at: now() })
  const detail = { testId, because }
  await recordAudit(database, { repositoryId, actor: 'suture', action: `quarantine.${end.kind}`, subject: testId, detail, at: now() })
  await sendGatesAbout(database, send, repositoryId, { testIds: [testId], quarantines: ids }, now())
  await send(database, 'end-quarantine', { repositoryId, quarantineId: first.id })
}

function wordsOf(end: Exclude<QuarantineEnd, { kind: 'holds' }>): string {
  if (end.kind === 'released') return `it passed in ${end.clean} runs in a row`
  return end.why === 'new_failure'
    ? 'it failed on the default branch in a way that is not quarantined'
    : `it failed in each of the last ${end.runs} runs, so it is not flaky any more`
}
