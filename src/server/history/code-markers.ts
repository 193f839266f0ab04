import { randomUUID } from 'node:crypto'
import type { Database } from './connection/database.ts'
import type { CodeMarkerModel } from './generated/models/CodeMarker.ts'

/** `asked`: its pull request is not open yet. `offered`: it is, or was merged. `releasing`: it is to be taken away again. */
type CodeMarkerState = 'asked' | 'offered' | 'refused' | 'releasing' | 'released'

/** A test framework's own marker in a test's code, that a person asked for. `mark` is how the code names it; `askedIn` the pull request where. */
export type CodeMarker = {
  readonly repositoryId: number
  readonly id: string
  readonly testId: string
  readonly framework: string
  readonly mark: string
  readonly owner: string
  readonly reason: string
  readonly createdBy: string
  readonly askedIn: number
  readonly createdAt: Date
  readonly expiresAt: Date
  readonly state: CodeMarkerState
  readonly pullNumber: number | null
  readonly removalPull: number | null
  readonly releasedBy: string | null
  readonly releaseReason: string | null
}

type CodeMarkerKey = Pick<CodeMarker, 'repositoryId' | 'id'>
type NewCodeMarker = Pick<
  CodeMarker,
  'repositoryId' | 'testId' | 'framework' | 'owner' | 'reason' | 'createdBy' | 'askedIn' | 'createdAt' | 'expiresAt'
>

const ACTIVE: readonly CodeMarkerState[] = ['asked', 'offered']

export async function askForMarker(database: Database, wanted: NewCodeMarker): Promise<CodeMarkerKey> {
  const id = randomUUID()
  await database.codeMarker.create({ data: { id, mark: id.slice(0, 8), state: 'asked', ...wanted } })
  return { repositoryId: wanted.repositoryId, id }
}

export async function findMarker(database: Database, { repositoryId, id }: CodeMarkerKey): Promise<CodeMarker | null> {
  const row = await database.codeMarker.findUnique({ where: { repositoryId_id: { repositoryId, id } } })
  return row && toMarker(row)
}

/** Those that hold, by test. */
export async function listMarkers(database: Database, repositoryId: number): Promise<readonly CodeMarker[]> {
  const rows = await database.codeMarker.findMany({ where: { repositoryId, state: { in: [...ACTIVE] } }, orderBy: { testId: 'asc' } })
  return rows.map(toMarker)
}

/** Those of all repositories whose time is over; at most `limit`. */
export async function listExpiredMarkers(database: Database, now: Date, limit = 500): Promise<readonly CodeMarker[]> {
  const rows = await database.codeMarker.findMany({ where: { state: { in: [...ACTIVE] }, expiresAt: { lte: now } }, take: limit })
  return rows.map(toMarker)
}

type MarkerChange = Partial<Pick<CodeMarker, 'state' | 'pullNumber' | 'removalPull' | 'releasedBy' | 'releaseReason'>> & {
  readonly releasedAt?: Date
}

/** Changes a marker that is still in one of these states; whether it was. */
export async function changeMarker(
  database: Database,
  { repositoryId, id }: CodeMarkerKey,
  from: readonly CodeMarkerState[],
  change: MarkerChange,
): Promise<boolean> {
  const { count } = await database.codeMarker.updateMany({ where: { repositoryId, id, state: { in: [...from] } }, data: change })
  return count > 0
}

/** Begins to take a marker away, once. */
export function releaseMarker(database: Database, key: CodeMarkerKey, by: string, why: string, now: Date): Promise<boolean> {
  return changeMarker(database, key, ACTIVE, { state: 'releasing', releasedBy: by, releaseReason: why, releasedAt: now })
}

function toMarker({ repositoryId, state, ...rest }: CodeMarkerModel): CodeMarker {
  return { ...rest, repositoryId: Number(repositoryId), state: state as CodeMarkerState }
}
