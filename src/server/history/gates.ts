import type { Database } from './connection/database.ts'

export type GateState = 'waiting' | 'green' | 'red'

/** What the check `Suture / gate` said of a commit last. `tests` failed in it, `quarantines` (ids) mute some of them. */
export type Gate = {
  readonly repositoryId: number
  readonly headSha: string
  readonly headBranch: string | null
  readonly state: GateState
  readonly tests: readonly string[]
  readonly quarantines: readonly string[]
  readonly firstSeenAt: Date
}

/** The gate of a commit, made where it is seen first. */
export async function openGate(database: Database, repositoryId: number, headSha: string, now: Date): Promise<Gate> {
  const where = { repositoryId_headSha: { repositoryId: BigInt(repositoryId), headSha } }
  const create = { repositoryId, headSha, state: 'waiting', firstSeenAt: now }
  const row = await database.gate.upsert({ where, create, update: {} })
  return toGate(row)
}

export async function saveGate(database: Database, gate: Omit<Gate, 'firstSeenAt'>, now: Date): Promise<void> {
  const { repositoryId, headSha, tests, quarantines, ...rest } = gate
  await database.gate.updateMany({
    where: { repositoryId, headSha },
    data: { ...rest, tests: [...tests], quarantines: [...quarantines], judgedAt: now },
  })
}

const MOST = 100 // of a repository: pull requests that wait at the same time

/** The newest gate of each branch since `since` that a test, or a quarantine, decides. */
export async function listGatesAbout(
  database: Database,
  repositoryId: number,
  about: { readonly testIds: readonly string[]; readonly quarantines: readonly string[] },
  since: Date,
): Promise<readonly Gate[]> {
  const rows = await database.gate.findMany({
    where: { repositoryId, firstSeenAt: { gte: since } },
    orderBy: { firstSeenAt: 'desc' },
    take: MOST * 10,
  })
  const newest = rows
    .map(toGate)
    .filter((gate, index, all) => gate.headBranch === null || all.findIndex((one) => one.headBranch === gate.headBranch) === index)
  const concerned = newest.filter(
    ({ tests, quarantines }) => tests.some((id) => about.testIds.includes(id)) || quarantines.some((id) => about.quarantines.includes(id)),
  )
  return concerned.slice(0, MOST)
}

/** What the default branch listed under `gate:` when it was read last. */
export async function findGateWorkflows(database: Database, repositoryId: number): Promise<readonly string[]> {
  const row = await database.repository.findUnique({ where: { id: repositoryId }, select: { gateWorkflows: true } })
  return row?.gateWorkflows ?? []
}

export async function saveGateWorkflows(database: Database, repositoryId: number, workflows: readonly string[]): Promise<void> {
  await database.repository.updateMany({
    where: { id: repositoryId, NOT: { gateWorkflows: { equals: [...workflows] } } },
    data: { gateWorkflows: [...workflows] },
  })
}

type Row = Omit<Gate, 'repositoryId' | 'state'> & { readonly repositoryId: bigint; readonly state: string }

function toGate({ repositoryId, headSha, headBranch, state, tests, quarantines, firstSeenAt }: Row): Gate {
  return { repositoryId: Number(repositoryId), headSha, headBranch, state: state as GateState, tests, quarantines, firstSeenAt }
}
