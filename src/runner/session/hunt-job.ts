import type { HuntRequest } from '../../engine/hunt/hunt-context.ts'
import { SutureError } from '../../model/error.ts'
import { HuntJob } from '../../protocol/hunt-job.ts'
import { endLeftovers } from '../../sandbox/leftovers.ts'
import type { CommandContext } from '../command.ts'
import { openSession, type Session } from './session.ts'

const RUN_TIMEOUT_MS = 10 * 60_000
/** Of the budget, where cures are tried too. */
const FOR_CURES = 0.3
/** Of the rest: what no survey finds needs no experiment. */
const FOR_SURVEY = 0.5

/** The hunt that the server asked for. Throws SutureError `bad_job` for anything that is not one. */
export function huntJobOf({ env }: CommandContext): HuntJob {
  try {
    return HuntJob.parse(JSON.parse(env['SUTURE_JOB'] ?? ''))
  } catch (cause) {
    throw new SutureError('bad_job', 'SUTURE_JOB does not hold a hunt of this protocol version', 'update with `suture init --update`', {
      cause,
    })
  }
}

/** What `use` makes on the checkout of the hunt; when it is there, nothing that the tests started runs any more. */
export async function inHunt<T>(job: HuntJob, origin: string, context: CommandContext, use: (session: Session) => Promise<T>): Promise<T> {
  const { testFilesAdd, testFilesExclude } = job.settings
  const session = await openSession(
    {
      ...{ origin, base: job.head, head: job.head, merge: null, place: 'in-place', timeoutMs: RUN_TIMEOUT_MS, framework: null },
      ...{ testFiles: { TEST_FILES_ADD: testFilesAdd, TEST_FILES_EXCLUDE: testFilesExclude }, intentTexts: [] },
    },
    context,
  )
  try {
    return await use(session)
  } finally {
    await session.close()
    await endLeftovers(context.env)
  }
}

/** `leg` 0 is the survey; frameworks share the time of a machine. */
export function huntRequestOf(job: HuntJob, leg: number, frameworks: number): HuntRequest {
  const { settings, budgetMinutes, legs } = job
  const share = leg === 0 ? FOR_SURVEY : (1 - FOR_SURVEY) / legs.length
  const searching = 60_000 * budgetMinutes - cureBudgetMs(job)
  return {
    ...{ tests: [], runs: Math.max(2, settings.minRuns), mostRuns: settings.maxRuns, threshold: settings.threshold },
    budgetMs: (searching * share) / Math.max(1, frameworks),
  }
}

/** How long the cures of all frameworks may take together. */
export function cureBudgetMs({ budgetMinutes, cure }: HuntJob): number {
  return cure ? 60_000 * budgetMinutes * FOR_CURES : 0
}
