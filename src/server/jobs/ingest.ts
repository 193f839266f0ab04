import { isListed } from '../gate/listed-workflows.ts'
import { giveUpRun } from '../heal-steps/ends/give-up-run.ts'
import { followGreenRun } from '../heal-steps/follow-green-run.ts'
import { openJobScope } from '../heal-steps/job-scope.ts'
import { joinFailedRun } from '../heal-steps/join-failed-run.ts'
import { openRenamedCases } from '../heal-steps/renamed-cases.ts'
import { saveCiJobs } from '../history/ci-jobs.ts'
import { type CiRun, findCiRun, saveCiRun, setUnread } from '../history/ci-runs.ts'
import { saveGateWorkflows } from '../history/gates.ts'
import { moveHistory } from '../history/move-history.ts'
import { setUncounted } from '../history/periods/aggregate.ts'
import { setRunSpeed } from '../history/periods/run-speeds.ts'
import { hasQuarantines } from '../history/quarantines.ts'
import { saveRunRecord } from '../history/run-records.ts'
import { saveExecutions } from '../history/test-executions.ts'
import { saveFailures } from '../history/test-failures.ts'
import { type RunReading, readCiRun } from '../ingest/read-ci-run.ts'
import type { Rows } from '../ingest/reading-messages.ts'
import { openReadingProcesses } from '../ingest/reading-processes.ts'
import type { Job } from '../queue/job.ts'
import { testedTree } from '../triage/tested-tree.ts'

/** Reads a completed run: its failed jobs' logs and its reports become rows, and its failures a healing. */
export function createIngest(): Job<'ingest'> {
  const processes = openReadingProcesses()
  return {
    name: 'ingest',
    expireInSeconds: 600,
    concurrency: 2,
    giveUp: ({ repositoryId, ciRunId: id, attempt }, death, context) => giveUpRun(context, { repositoryId, id, attempt }, death),
    async run({ repositoryId, ciRunId, attempt }, context) {
      const { history, now, log, signal } = context
      const { database } = history
      const run = await findCiRun(database, { repositoryId, id: ciRunId, attempt })
      const scope = run && (await openJobScope(context, repositoryId))
      if (!run || !scope) return
      const renamed = await openRenamedCases(database, scope, run)
      const at = { repositoryId, ciRunId, attempt, at: run.startedAt }
      const stored = { executions: 0, failures: 0 }
      // Outside of a transaction: nobody looks at the rows of a run before a healing takes them, and a second try stores the same ones
      const store = async ({ executions, failures }: Rows) => {
        renamed.see(executions.map(({ test }) => test))
        stored.executions += await saveExecutions(database, at, executions)
        stored.failures += await saveFailures(database, at, failures)
      }
      const { settings, isReadable } = await scope.settings()
      const isGated = isListed(settings.gate, { path: run.workflowPath, name: run.workflowName })
      const reading = await readCiRun(scope.target, run, processes, store, signal, isGated)
      const read = { ...run, ...treeOf(run, reading), ingestedAt: now() }
      await history.transaction(async (inOne) => {
        await saveCiRun(inOne, read)
        await setUnread(inOne, run, null, now())
        await saveCiJobs(inOne, reading.jobs)
        await saveRunRecord(inOne, run, reading.record)
        if (isReadable) await saveGateWorkflows(inOne, repositoryId, settings.gate)
        if (await hasQuarantines(inOne, repositoryId, now())) await context.send(inOne, 'weigh-quarantines', { repositoryId })
        if (isGated) await context.send(inOne, 'gate', { repositoryId, headSha: run.headSha })
        await moveHistory(inOne, repositoryId, renamed.moves())
        await setRunSpeed(inOne, run)
        await setUncounted(inOne, run)
        await context.send(inOne, 'aggregate', { repositoryId })
        if (settings.PREDICTION) await context.send(inOne, 'learn-runs', { repositoryId })
      })
      log.info({ ...stored, jobs: reading.jobs.length, leftOut: reading.leftOut }, 'run read')
      if (run.conclusion === 'success') await followGreenRun(context, scope, read)
      else await joinFailedRun(context, scope, read, reading)
    },
  }
}

/** The tree that the first log with a checkout names; a green run has no log here, and needs no tree. */
function treeOf(run: CiRun, { checkout }: RunReading): Pick<CiRun, 'testedTree' | 'mergeHeadSha' | 'mergeBaseSha'> {
  const { key, merge } = testedTree(run, checkout)
  return { testedTree: key, mergeHeadSha: merge?.head ?? null, mergeBaseSha: merge?.base ?? null }
}
