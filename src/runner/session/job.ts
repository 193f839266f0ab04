import type { HealRequest } from '../../engine/pipeline.ts'
import { SutureError } from '../../model/error.ts'
import { HealJob } from '../../protocol/heal-job.ts'
import { endLeftovers } from '../../sandbox/leftovers.ts'
import type { CommandContext } from '../command.ts'
import { openSession, type Session } from './session.ts'

/** A job of the workflow ends itself before GitHub would end it (the workflow allows an hour). */
const TIMEOUT_MS = 20 * 60_000

/** The job that the server asked for. Throws SutureError `bad_job` for anything that is not one. */
export function jobOf({ env }: CommandContext): HealJob {
  try {
    return HealJob.parse(JSON.parse(env['SUTURE_JOB'] ?? ''))
  } catch (cause) {
    throw new SutureError(
      'bad_job',
      'SUTURE_JOB does not hold a job of this protocol version',
      'update the workflow with `suture init --update`',
      {
        cause,
      },
    )
  }
}

/** What `use` makes in a session; when it is there, nothing that the tests started runs any more. */
export async function inSession<T>(
  job: HealJob,
  origin: string,
  context: CommandContext,
  use: (session: Session) => Promise<T>,
): Promise<T> {
  const session = await sessionOf(job, origin, context)
  try {
    return await use(session)
  } finally {
    await session.close()
    await endLeftovers(context.env)
  }
}

function sessionOf(job: HealJob, origin: string, context: CommandContext): Promise<Session> {
  const { base, head, merge, framework, settings, intentTexts } = job
  const testFiles = { TEST_FILES_ADD: settings.testFilesAdd, TEST_FILES_EXCLUDE: settings.testFilesExclude }
  return openSession({ origin, base, head, merge, place: 'in-place', timeoutMs: TIMEOUT_MS, framework, testFiles, intentTexts }, context)
}

export function requestOf(job: HealJob): HealRequest {
  return {
    asked: job.tests,
    files: job.files,
    detectFlaky: job.settings.detectFlaky,
    confidenceThreshold: job.settings.confidenceThreshold,
    maxRounds: job.settings.maxRepairAttempts,
    accepted: new Set(),
  }
}
