import type { Database } from '../connection/database.ts'
import type { HealingKey } from './healing.ts'

export type PullOutcome = 'open' | 'merged' | 'edited_then_merged' | 'closed' | 'superseded'

/** The outcome of one of Suture's pull requests. `headSha` is the commit that Suture made: a different one at the merge means it was edited. */
export type PullRequestOutcome = {
  readonly repositoryId: number
  readonly pullNumber: number
  readonly healingId: string
  readonly generation: number
  readonly branch: string
  readonly baseBranch: string
  readonly headSha: string
  readonly outcome: PullOutcome
  readonly decidedBy: string | null
  readonly openedAt: Date
  readonly decidedAt: Date | null
}

export type OpenedPullRequest = Omit<PullRequestOutcome, 'outcome' | 'decidedBy' | 'decidedAt'>

/** Stores a pull request that was opened, or that a repeated job found open. */
export async function savePullRequest(database: Database, opened: OpenedPullRequest): Promise<void> {
  await database.pullRequestOutcome.createMany({ data: [opened], skipDuplicates: true })
}

export async function findPullRequest(database: Database, repositoryId: number, pullNumber: number): Promise<PullRequestOutcome | null> {
  const row = await database.pullRequestOutcome.findUnique({ where: { repositoryId_pullNumber: { repositoryId, pullNumber } } })
  return row && { ...row, repositoryId, outcome: row.outcome as PullOutcome }
}

export async function listPullRequests(database: Database, { repositoryId, id }: HealingKey): Promise<readonly PullRequestOutcome[]> {
  const rows = await database.pullRequestOutcome.findMany({ where: { repositoryId, healingId: id }, orderBy: { openedAt: 'asc' } })
  return rows.map((row) => ({ ...row, repositoryId, outcome: row.outcome as PullOutcome }))
}

type Decision = { readonly outcome: Exclude<PullOutcome, 'open'>; readonly by: string; readonly at: Date }

/** Records what became of an open pull request; false where it was decided before or is not ours. */
export async function decidePullRequest(
  database: Database,
  repositoryId: number,
  pullNumber: number,
  decision: Decision,
): Promise<boolean> {
  const { outcome, by, at } = decision
  const where = { repositoryId, pullNumber, outcome: 'open' }
  const { count } = await database.pullRequestOutcome.updateMany({ where, data: { outcome, decidedBy: by, decidedAt: at } })
  return count === 1
}

/** A person opened it again: it is undecided again. */
export async function reopenPullRequest(database: Database, repositoryId: number, pullNumber: number): Promise<void> {
  const where = { repositoryId, pullNumber, outcome: { in: ['closed', 'superseded'] } }
  await database.pullRequestOutcome.updateMany({ where, data: { outcome: 'open', decidedBy: null, decidedAt: null } })
}
