import { randomUUID } from 'node:crypto'
import type { TestRepair } from '../../../model/test-repair.ts'
import type { Database } from '../connection/database.ts'
import type { HealingKey } from './healing.ts'

/** A repair that a healing found, whether it was offered or not. `detail` is the whole TestRepair; parse it before use. */
export type Repair = Pick<TestRepair, 'strategy' | 'tier' | 'oracle' | 'origin' | 'confidence'> & {
  readonly repositoryId: number
  readonly healingId: string
  readonly generation: number
  readonly testIds: readonly string[]
  readonly strictSignatures: readonly string[]
  readonly offered: boolean
  readonly reason: string | null
  readonly detail: unknown
  readonly pullNumber: number | null
}

export type NewRepair = Omit<Repair, 'detail'> & { readonly detail: object }

/** Stores a generation's repairs in place of any that were stored for it before, so that a repeated job stores them once. */
export async function saveRepairs(
  database: Database,
  healing: HealingKey & { readonly generation: number },
  repairs: readonly NewRepair[],
): Promise<void> {
  const { repositoryId, id: healingId, generation } = healing
  await database.repair.deleteMany({ where: { repositoryId, healingId, generation } })
  const data = repairs.map((repair) => ({
    ...repair,
    id: randomUUID(),
    testIds: [...repair.testIds],
    strictSignatures: [...repair.strictSignatures],
  }))
  await database.repair.createMany({ data })
}

export async function listRepairs(database: Database, { repositoryId, id }: HealingKey): Promise<readonly Repair[]> {
  const rows = await database.repair.findMany({
    where: { repositoryId, healingId: id },
    orderBy: [{ generation: 'asc' }, { createdAt: 'asc' }],
  })
  return rows.map(({ strategy, tier, oracle, origin, ...row }) => ({
    ...row,
    repositoryId,
    strategy: strategy as Repair['strategy'],
    tier: tier as Repair['tier'],
    oracle: oracle as Repair['oracle'],
    origin: origin as Repair['origin'],
  }))
}

/** Says which pull request offers a generation's repairs. */
export async function offerRepairs(
  database: Database,
  healing: HealingKey & { readonly generation: number },
  pullNumber: number,
): Promise<void> {
  const { repositoryId, id: healingId, generation } = healing
  await database.repair.updateMany({ where: { repositoryId, healingId, generation, offered: true }, data: { pullNumber } })
}
