import { followGreenRun } from '../heal-steps/follow-green-run.ts'
import { openJobScope } from '../heal-steps/job-scope.ts'
import { joinFailedRun } from '../heal-steps/join-failed-run.ts'
import { renamedCases } from '../heal-steps/renamed-cases.ts'
import { saveCiJobs } from '../history/ci-jobs.ts'
import { type CiRun, findCiRun, saveCiRun } from '../history/ci-runs.ts'
import { moveHistory } from '../history/move-history.ts'
import { saveExecutions } from '../history/test-executions.ts'
import { saveFailures } from '../history/test-failures.ts'
import { observe } from '../ingest/observed.ts'
import { type RunReading, readCiRun } from '../ingest/read-ci-run.ts'
import type { Job } from '../queue/job.ts'
import { testedTree } from '../triage/tested-tree.ts'

/** Reads a completed run: its failed jobs' logs and its reports become rows, and its failures a healing. */
export const ingest: Job<'ingest'> = {
  name: 'ingest',
  expireInSeconds: 600,
  concurrency: 2,
  async run({ repositoryId, ciRunId, attempt }, context) {
    const { history, now, log, signal } = context
    const run = await findCiRun(history.database, { repositoryId, id: ciRunId, attempt })
    const scope = run && (await openJobScope(context, repositoryId))
    if (!run || !scope) return
    const reading = await readCiRun(scope.target, run, signal)
    const read = { ...run, ...treeOf(run, reading), ingestedAt: now() }
    const { executions, failures } = observe(reading.readings)
    const renamed = await renamedCases(
      history.database,
      scope,
      run,
      executions.map(({ test }) => test),
    )
    const key = { repositoryId, ciRunId, attempt }
    await history.transaction(async (database) => {
      await saveCiRun(database, read)
      await saveCiJobs(database, reading.jobs)
      await saveExecutions(database, { ...key, at: run.startedAt }, executions)
      await saveFailures(database, { ...key, at: run.startedAt }, failures)
      await moveHistory(database, repositoryId, renamed)
    })
    log.info({ executions: executions.length, failures: failures.length, problems: reading.problems.slice(0, 10) }, 'run read')
    if (run.conclusion === 'success') await followGreenRun(context, scope, read)
    else await joinFailedRun(context, scope, read, reading)
  },
}

/** The tree that the first log with a checkout names; a green run has no log here, and needs no tree. */
function treeOf(run: CiRun, { readings }: RunReading): Pick<CiRun, 'testedTree' | 'mergeHeadSha' | 'mergeBaseSha'> {
  const seen = readings.map(({ reading }) => reading.checkout).find((checkout) => checkout !== undefined) ?? null
  const { key, merge } = testedTree(run, seen)
  return { testedTree: key, mergeHeadSha: merge?.head ?? null, mergeBaseSha: merge?.base ?? null }
}
