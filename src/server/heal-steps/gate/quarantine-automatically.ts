import type { Settings } from '../../../config/settings.ts'
import { type FlakyCandidate, planAutomatic } from '../../gate/automatic.ts'
import { CODE_OWNERS_PATHS, codeOwnerOf } from '../../gate/code-owners.ts'
import { readFile } from '../../github/read-file.ts'
import { recordAudit } from '../../history/audit.ts'
import type { Healing } from '../../history/healings/healing.ts'
import { countSuite, findPassedOnBranch } from '../../history/quarantined-runs.ts'
import { giveQuarantine, listQuarantines, listQuarantinesOfTests } from '../../history/quarantines.ts'
import { listFailuresOfHealing, type StoredFailure } from '../../history/test-failures.ts'
import type { JobContext } from '../../queue/job.ts'
import type { AutomaticQuarantines } from '../../render/gate/automatic-quarantines.ts'
import type { Answer } from '../../triage/answer.ts'
import { isFork } from '../is-fork.ts'
import type { JobScope } from '../job-scope.ts'
import { sendGatesAbout } from './send-gate.ts'

const DAY_MS = 86_400_000

/**
 * Quarantines the flaky tests of a healing where QUARANTINE_AUTO asks for it, within its limits. Returns what was given and what was
 * refused; null where there was nothing to decide. Asked again for the same healing it gives nothing twice.
 */
export async function quarantineAutomatically(
  context: JobContext,
  scope: JobScope,
  settings: Settings,
  healing: Healing,
  answers: readonly Answer[],
): Promise<AutomaticQuarantines | null> {
  const flaky = answers.filter(({ verdict, quarantine, testId }) => verdict === 'flaky' && quarantine === null && testId !== '')
  // who may change a fork's code may make its tests look flaky
  if (!settings.QUARANTINE_AUTO || flaky.length === 0 || isFork(healing)) return null
  const { history, now, send } = context
  const { database } = history
  const { repositoryId, defaultBranch } = scope
  const testIds = flaky.map(({ testId }) => testId)
  const failures = (await listFailuresOfHealing(database, repositoryId, healing.id)).filter(({ test }) => testIds.includes(test.testId))
  const active = await listQuarantines(database, repositoryId, now())
  const plan = planAutomatic({
    candidates: await candidatesOf(context, scope, failures),
    suite: await countSuite(database, repositoryId, defaultBranch),
    quarantined: new Set(active.map(({ testId }) => testId)).size,
    ownerOf: await ownersOf(scope, settings),
  })
  const expiresAt = new Date(now().getTime() + settings.QUARANTINE_DAYS * DAY_MS)
  await history.transaction(async (inOne) => {
    for (const { testId, owner } of plan.given) {
      const reason = flaky.find((answer) => answer.testId === testId)?.rootCause || 'it is flaky'
      const about = { owner, reason, createdBy: 'suture', createdAt: now(), expiresAt, anyValue: false, automatic: true }
      for (const failure of oneOfEach(failures.filter(({ test }) => test.testId === testId)))
        await giveQuarantine(inOne, { repositoryId, ...signed(failure), ...about, pullNumber: healing.pullNumber })
      const detail = { testId, owner, expiresAt: expiresAt.toISOString() }
      await recordAudit(inOne, { repositoryId, actor: 'suture', action: 'quarantine.automatic', subject: healing.id, detail, at: now() })
    }
    await sendGatesAbout(inOne, send, repositoryId, { testIds: plan.given.map(({ testId }) => testId), quarantines: [] }, now())
  })
  return { ...plan, expiresAt }
}

async function candidatesOf(
  { history, now }: JobContext,
  scope: JobScope,
  failures: readonly StoredFailure[],
): Promise<readonly FlakyCandidate[]> {
  const files = new Map(failures.map(({ test }) => [test.testId, test.file]))
  const testIds = [...files.keys()]
  const passed = await findPassedOnBranch(history.database, scope.repositoryId, scope.defaultBranch, testIds)
  const before = await listQuarantinesOfTests(history.database, scope.repositoryId, testIds, now())
  return testIds.map((testId) => ({
    ...{ testId, file: files.get(testId) ?? null, hasPassedOnDefault: passed.has(testId) },
    wasQuarantined: before.some((one) => one.testId === testId && one.endedAs !== 'released'),
  }))
}

/** CODEOWNERS of the default branch says who owns a file, else the settings. */
async function ownersOf(scope: JobScope, { QUARANTINE_OWNER }: Settings): Promise<(file: string) => string | null> {
  let text: string | null = null
  for (const path of CODE_OWNERS_PATHS) text ??= await readFile(scope.target, path, scope.defaultBranch)
  return (file) => (text === null ? null : codeOwnerOf(file, text)) ?? (QUARANTINE_OWNER === '' ? null : QUARANTINE_OWNER.replace(/^@/, ''))
}

function oneOfEach(failures: readonly StoredFailure[]): readonly StoredFailure[] {
  return [...new Map(failures.map((failure) => [failure.signature.strict, failure])).values()]
}

function signed({ test, signature }: StoredFailure) {
  const { version, loose, strict } = signature
  return { testId: test.testId, framework: test.framework, signatureVersion: version, strictSignature: strict, looseSignature: loose }
}
