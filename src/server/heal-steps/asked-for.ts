import type { Healing } from '../history/healings/healing.ts'
import { listHealingEvents } from '../history/healings/healing-events.ts'
import type { JobContext } from '../queue/job.ts'

/** The tests that a command asked for, in this generation; `[]` for all, `null` where no command did. */
export async function askedFor({ history }: Pick<JobContext, 'history'>, healing: Healing): Promise<readonly string[] | null> {
  const events = await listHealingEvents(history.database, healing)
  const command = events.find(({ event, generation }) => event === 'command' && generation === healing.generation)
  if (!command) return null
  const { testIds } = command.detail
  return Array.isArray(testIds) ? testIds.map(String) : []
}
