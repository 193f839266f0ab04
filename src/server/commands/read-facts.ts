import { listMarkers } from '../history/code-markers.ts'
import type { Database } from '../history/connection/database.ts'
import type { Healing } from '../history/healings/healing.ts'
import { canStartGeneration, isFinished } from '../history/healings/healing-state.ts'
import { listHealingsOfPull } from '../history/healings/healings.ts'
import { listQuarantines, listQuarantinesOfTests } from '../history/quarantines.ts'
import { listFailuresOfHealing, type StoredFailure } from '../history/test-failures.ts'
import type { Answer } from '../triage/answer.ts'
import { type HealingOutcome, readHealingOutcome } from '../triage/healing-outcome.ts'
import { isSuspect, type MovedHead, shortIdsOf } from '../triage/proposal.ts'
import type { CommandFacts, ThreadProposal, ThreadTest } from './command.ts'

export type ThreadFacts = {
  readonly facts: Omit<CommandFacts, 'commenter' | 'defaultQuarantineDays' | 'followUp'>
  readonly healing: Healing | null
}

/** When the command was written, and whether its pull request has moved on from the newest healing. */
export type CommentFacts = { readonly writtenAt: Date | null; readonly moved: MovedHead | null }

/** What is known of a pull request's thread when a command is given there. */
export async function readFacts(
  database: Database,
  repositoryId: number,
  pullNumber: number,
  now: Date,
  { writtenAt, moved }: CommentFacts,
): Promise<ThreadFacts> {
  const [healing = null] = await listHealingsOfPull(database, repositoryId, pullNumber, 1)
  const failures = healing ? await listFailuresOfHealing(database, repositoryId, healing.id) : []
  const { outcome } = readHealingOutcome(healing?.result)
  const quarantines = await listQuarantines(database, repositoryId, now)
  const markers = await listMarkers(database, repositoryId)
  const failing = failingTests(failures, outcome)
  const earlier = await listQuarantinesOfTests(
    database,
    repositoryId,
    failing.map(({ testId }) => testId),
    now,
  )
  const facts = {
    now,
    failing,
    ...{ answers: outcome.answers.map(answered), proposals: threadProposals(outcome) },
    quarantines: quarantines.map(({ testId, owner, reason, issue, expiresAt, anyValue, renewals }) => ({
      testId,
      owner,
      reason,
      until: expiresAt.toISOString(),
      anyValue,
      issue,
      renewals,
    })),
    markers: markers.map(({ expiresAt, id, testId, owner, reason, pullNumber: pull }) => ({
      ...{ id, testId, owner, reason, until: expiresAt.toISOString(), pullNumber: pull },
    })),
    earlierQuarantines: earlier.map(
      ({ testId, looseSignature: loose, strictSignature: strict, anyValue, createdAt, expiresAt, renewals, endedAs }) => ({
        ...{ testId, loose, strict, anyValue, createdAt, expiresAt, renewals, isReleased: endedAs === 'released' },
      }),
    ),
    healing: healing
      ? { state: stateOf(healing), isFork: healing.headRepositoryId !== repositoryId, moved, isNewer: isNewer(healing, writtenAt) }
      : null,
  }
  return { facts, healing }
}

/** Numbered as the sticky comment numbered them. */
function failingTests(failures: readonly StoredFailure[], { answers }: HealingOutcome): readonly ThreadTest[] {
  const shortIds = new Map(answers.map(({ testId, shortId }) => [testId, shortId]))
  return [...Map.groupBy(failures, ({ test }) => test.testId)].flatMap(([testId, all]) => {
    const [first] = all
    const bySignature = new Map(all.map(({ signature: { version, loose, strict } }) => [strict, { version, loose, strict }]))
    return first
      ? [{ testId, shortId: shortIds.get(testId) ?? '', framework: first.test.framework, signatures: [...bySignature.values()] }]
      : []
  })
}

function answered({ shortId, testId, repair }: Answer): CommandFacts['answers'][number] {
  return { shortId, testId, isOffered: repair.outcome === 'offered' }
}

function threadProposals({ proposals, answers }: HealingOutcome): readonly ThreadProposal[] {
  return proposals.map((one) => ({ ...one, shortIds: shortIdsOf(one, answers), isSuspect: isSuspect(one, answers) }))
}

/** GitHub's times are whole seconds: within the same one nobody has read the answer yet. */
function isNewer({ finishedAt }: Healing, writtenAt: Date | null): boolean {
  return finishedAt !== null && writtenAt !== null && writtenAt.getTime() + 1_000 <= finishedAt.getTime()
}

function stateOf({ state }: Healing): 'working' | 'ended' | 'outdated' {
  if (!isFinished(state)) return 'working'
  return canStartGeneration(state) ? 'ended' : 'outdated'
}
