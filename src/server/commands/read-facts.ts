import type { Database } from '../history/connection/database.ts'
import type { Healing } from '../history/healings/healing.ts'
import { canStartGeneration, isFinished } from '../history/healings/healing-state.ts'
import { listHealingsOfPull } from '../history/healings/healings.ts'
import { listQuarantines } from '../history/quarantines.ts'
import { listFailuresOfHealing, type StoredFailure } from '../history/test-failures.ts'
import { readHealingOutcome } from '../triage/healing-outcome.ts'
import type { CommandFacts, ThreadTest } from './command.ts'

export type ThreadFacts = { readonly facts: Omit<CommandFacts, 'commenter' | 'defaultQuarantineDays'>; readonly healing: Healing | null }

/** What is known of a pull request's thread when a command is given there. */
export async function readFacts(database: Database, repositoryId: number, pullNumber: number, now: Date): Promise<ThreadFacts> {
  const [healing = null] = await listHealingsOfPull(database, repositoryId, pullNumber, 1)
  const failures = healing ? await listFailuresOfHealing(database, repositoryId, healing.id) : []
  const quarantines = await listQuarantines(database, repositoryId, now)
  const facts = {
    now,
    failing: failingTests(failures, healing),
    quarantines: quarantines.map(({ testId, owner, reason, expiresAt, anyValue }) => ({
      testId,
      owner,
      reason,
      until: expiresAt.toISOString(),
      anyValue,
    })),
    healing: healing ? { state: stateOf(healing), isFork: healing.headRepositoryId !== repositoryId } : null,
  }
  return { facts, healing }
}

/** Numbered as the sticky comment numbered them. */
function failingTests(failures: readonly StoredFailure[], healing: Healing | null): readonly ThreadTest[] {
  const { outcome } = readHealingOutcome(healing?.result)
  const shortIds = new Map(outcome.answers.map(({ testId, shortId }) => [testId, shortId]))
  return [...Map.groupBy(failures, ({ test }) => test.testId)].flatMap(([testId, all]) => {
    const [first] = all
    const bySignature = new Map(all.map(({ signature: { version, loose, strict } }) => [strict, { version, loose, strict }]))
    return first
      ? [{ testId, shortId: shortIds.get(testId) ?? '', framework: first.test.framework, signatures: [...bySignature.values()] }]
      : []
  })
}

function stateOf({ state }: Healing): 'working' | 'ended' | 'outdated' {
  if (!isFinished(state)) return 'working'
  return canStartGeneration(state) ? 'ended' : 'outdated'
}
