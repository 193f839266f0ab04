import { randomUUID } from 'node:crypto'
import type { Database } from '../connection/database.ts'
import type { Prisma } from '../generated/client.ts'
import type { Healing, HealingKey } from './healing.ts'
import type { HealingState } from './healing-state.ts'

export type HealingEvent = {
  readonly generation: number
  readonly from: HealingState | null
  readonly to: HealingState
  readonly event: string
  readonly detail: Readonly<Record<string, unknown>>
  readonly at: Date
}

type NewEvent = Pick<HealingEvent, 'from' | 'to' | 'event' | 'detail'> & {
  readonly healing: Pick<Healing, 'repositoryId' | 'id' | 'generation'>
}

export async function recordHealingEvent(database: Database, { healing, from, to, event, detail }: NewEvent): Promise<void> {
  const key = { repositoryId: healing.repositoryId, healingId: healing.id, id: randomUUID(), generation: healing.generation }
  await database.healingEvent.create({ data: { ...key, fromState: from, toState: to, event, detail: detail as Prisma.InputJsonObject } })
}

/** What happened to a healing, oldest first. */
export async function listHealingEvents(database: Database, { repositoryId, id }: HealingKey): Promise<readonly HealingEvent[]> {
  const rows = await database.healingEvent.findMany({ where: { repositoryId, healingId: id }, orderBy: { at: 'asc' } })
  return rows.map(({ generation, fromState, toState, event, detail, at }) => ({
    generation,
    from: fromState as HealingState | null,
    to: toState as HealingState,
    event,
    detail: detail as Record<string, unknown>,
    at,
  }))
}
