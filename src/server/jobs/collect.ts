import { plainReason } from '../../engine/reasons/plain-reason.ts'
import { readAgain } from '../github/read-download.ts'
import { acceptancesOf } from '../heal-steps/acceptance/acceptances.ts'
import { endsOf } from '../heal-steps/ends/give-up-healing.ts'
import { failedTests } from '../heal-steps/failed-tests.ts'
import { fetchCommitMessages } from '../heal-steps/fetch-commit-messages.ts'
import { fetchTrees } from '../heal-steps/fetch-trees.ts'
import { openJobScope } from '../heal-steps/job-scope.ts'
import { failRun, healingIn, moveHealing } from '../heal-steps/move-healing.ts'
import { readCiMessages, readCiOutcomes } from '../heal-steps/read-ci-outcomes.ts'
import { narrowedSettings } from '../heal-steps/requests/narrowed-settings.ts'
import { fetchReport } from '../heal-steps/runs/fetch-report.ts'
import { foreignRun } from '../heal-steps/runs/foreign-run.ts'
import type { Healing } from '../history/healings/healing.ts'
import type { NewRepair } from '../history/healings/repairs.ts'
import { saveRepairs } from '../history/healings/repairs.ts'
import type { ReportVerdict, VerifiedRepair } from '../intake/report-case.ts'
import { verifyInProcess } from '../intake/verify-in-process.ts'
import type { Job } from '../queue/job.ts'
import { machineNotes } from '../render/machine-notes.ts'
import type { FailedTest } from '../triage/failed-test.ts'
import { type HealingOutcome, readHealingOutcome } from '../triage/healing-outcome.ts'
import { outcomeOfReport } from '../triage/outcome-of-report.ts'
import type { Acceptance } from '../triage/proposal.ts'

type Accepted = Extract<ReportVerdict, { outcome: 'accepted' }>

/** Takes in what our run says, after checking whose run it is and everything that text can prove. */
export const collect: Job<'collect'> = {
  name: 'collect',
  ...endsOf('collect'),
  expireInSeconds: 300,
  concurrency: 1,
  async run(payload, context) {
    const { history, now, signal, log } = context
    const healing = await healingIn(history.database, payload, ['collecting'])
    const scope = healing && (await openJobScope(context, payload.repositoryId))
    if (!healing || !scope) return
    const { healJob: job, workflowRunId } = healing
    if (!job || workflowRunId === null) return failRun(context, healing, 'it is not known which run was dispatched')
    const foreign = await foreignRun(scope, workflowRunId)
    if (foreign !== null) return failRun(context, healing, `the report was not taken: ${foreign}`)
    const report = await fetchReport(scope.target, workflowRunId, job.nonce, signal)
    if (report.outcome === 'missing') return failRun(context, healing, report.reason)
    const { settings } = await narrowedSettings(context, healing, (await scope.settings()).settings)
    const commitMessages = await fetchCommitMessages(scope.target, job)
    const ciOutcomes = await readCiOutcomes(history.database, healing)
    const ciMessages = await readCiMessages(history.database, healing)
    const accepted = await acceptancesOf(context, healing)
    const given = { accepted, job, reportBytes: report.bytes, settings, commitMessages, ciOutcomes, ciMessages }
    // half a tree may be known by what was unpacked of it: all of it is read and checked again
    const verify = async () => verifyInProcess({ ...given, packed: await fetchTrees(scope.target, job, signal) }, signal)
    const verdict = await readAgain(verify, signal)
    if (verdict.outcome === 'rejected') {
      log.warn({ reason: verdict.reason }, 'report rejected')
      return failRun(context, healing, `the report was not taken: ${verdict.reason}`)
    }
    const tests = await failedTests(history.database, healing, now())
    const result = outcomeOf(healing, verdict, tests, accepted)
    await history.transaction((database) =>
      saveRepairs(
        database,
        healing,
        verdict.repairs.map((one) => repairRow(healing, one, tests)),
      ),
    )
    await moveHealing(context, healing, { to: 'delivering', event: 'report accepted', change: { result }, next: { job: 'deliver' } })
  },
}

function outcomeOf(healing: Healing, verdict: Accepted, tests: readonly FailedTest[], acceptances: readonly Acceptance[]): HealingOutcome {
  const { outcome: before } = readHealingOutcome(healing.result)
  const { error } = verdict
  const failed = error ? [`The run could not do all of its work: ${error.message.slice(0, 300)}`] : []
  return outcomeOfReport(before, verdict, tests, acceptances, [...failed, ...machineNotes(verdict.machine)])
}

function repairRow({ repositoryId, id, generation }: Healing, verified: VerifiedRepair, tests: readonly FailedTest[]): NewRepair {
  const { repair, tier, refusal } = verified
  const { testIds, strategy, oracle, origin, confidence } = repair
  const strictSignatures = tests.filter(({ testId }) => testIds.includes(testId)).flatMap((test) => test.strictSignatures)
  return {
    ...{ repositoryId, healingId: id, generation, testIds, strictSignatures, strategy, tier, oracle: tier === 'A' ? 'preserved' : oracle },
    ...{
      origin,
      confidence,
      offered: refusal === null,
      reason: refusal === null ? null : plainReason(refusal),
      detail: repair,
      pullNumber: null,
    },
  }
}
