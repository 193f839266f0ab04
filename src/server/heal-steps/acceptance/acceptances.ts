import { z } from 'zod'
import type { Healing } from '../../history/healings/healing.ts'
import { listHealingEvents } from '../../history/healings/healing-events.ts'
import type { JobContext } from '../../queue/job.ts'
import { Acceptance } from '../../triage/proposal.ts'

const Accepting = z.object({ accepted: z.array(Acceptance).default([]) })

/** `isNew`: it was said for this generation, and nobody has been told yet what came of it. */
export type StandingAcceptance = Acceptance & { readonly isNew: boolean }

/** What people have accepted on this commit so far; of several for one test the last one. It holds for later generations as well. */
export async function acceptancesOf({ history }: Pick<JobContext, 'history'>, healing: Healing): Promise<readonly StandingAcceptance[]> {
  const events = await listHealingEvents(history.database, healing)
  const all = events.flatMap(({ event, detail, generation }) => {
    const read = event === 'command' ? Accepting.safeParse(detail) : null
    return read?.success ? read.data.accepted.map((one) => ({ ...one, isNew: generation === healing.generation })) : []
  })
  return all.filter((one, index) => !all.slice(index + 1).some((later) => later.testIds.some((testId) => one.testIds.includes(testId))))
}
