import { recordAudit } from '../history/audit.ts'
import { askForMarker, releaseMarker } from '../history/code-markers.ts'
import type { Database } from '../history/connection/database.ts'
import type { Healing } from '../history/healings/healing.ts'
import { startGeneration } from '../history/healings/transition.ts'
import { giveQuarantine, liftQuarantines } from '../history/quarantines.ts'
import type { SendJob } from '../queue/send-job.ts'
import { acceptanceOf } from '../triage/proposal.ts'
import type { CommandDecision, ThreadProposal } from './command.ts'

export type DecidedBy = {
  readonly repositoryId: number
  readonly login: string
  readonly healing: Healing | null
  readonly now: Date
  readonly subject: string
  /** The thread. */
  readonly pullNumber: number
  readonly comment: { readonly id: number; readonly url: string }
}

/** Stores a decision, writes down whose it was, and sends the job that follows; in the caller's transaction. */
export async function applyDecision(database: Database, send: SendJob, decision: CommandDecision, by: DecidedBy): Promise<void> {
  const { repositoryId, login, healing, now, subject } = by
  const audit = (action: string, detail: Readonly<Record<string, unknown>>) =>
    recordAudit(database, { repositoryId, actor: login, action, subject, detail, at: now })
  if (decision.kind === 'give_quarantine') {
    const { test, owner, reason, issue, expiresAt, anyValue, renewals } = decision
    for (const { version, loose, strict } of test.signatures)
      await giveQuarantine(database, {
        ...{
          repositoryId,
          testId: test.testId,
          framework: test.framework,
          signatureVersion: version,
          strictSignature: strict,
          looseSignature: loose,
        },
        ...{ anyValue, owner, reason, createdBy: login, createdAt: now, expiresAt },
        ...{ issue, renewals, pullNumber: by.pullNumber },
      })
    return audit('quarantine.give', { testId: test.testId, owner, reason, issue, expiresAt: expiresAt.toISOString(), anyValue, renewals })
  }
  if (decision.kind === 'mark_in_code') {
    const { test, owner, reason, expiresAt } = decision
    const wanted = {
      repositoryId,
      testId: test.testId,
      framework: test.framework,
      owner,
      reason,
      createdBy: login,
      createdAt: now,
      expiresAt,
    }
    const { id } = await askForMarker(database, { ...wanted, askedIn: by.pullNumber })
    await send(database, 'mark-code', { repositoryId, markerId: id })
    return audit('marker.ask', { testId: test.testId, owner, reason, expiresAt: expiresAt.toISOString() })
  }
  if (decision.kind === 'release_marker') {
    const { marker: id } = decision
    if (await releaseMarker(database, { repositoryId, id }, login, 'it was released', now))
      await send(database, 'unmark-code', { repositoryId, markerId: id })
    return audit('marker.release', { marker: id })
  }
  if (decision.kind === 'lift_quarantine') {
    await liftQuarantines(database, repositoryId, decision.testId, login, now)
    return audit('quarantine.lift', { testId: decision.testId })
  }
  const { detail, audited } = decision.kind === 'accept' ? accepting(decision.proposals, by) : asking(decision.testIds)
  const again = healing ? await startGeneration(database, healing, { event: 'command', now, waitUntil: now, detail }) : null
  if (again) await send(database, 'triage', { repositoryId, healingId: again.id, generation: again.generation })
  return audit(decision.kind === 'accept' ? 'heal.accept' : 'heal', audited)
}

type Asked = { readonly detail: Readonly<Record<string, unknown>>; readonly audited: Readonly<Record<string, unknown>> }

function asking(testIds: readonly string[]): Asked {
  return { detail: { testIds: [...testIds] }, audited: { testIds: [...testIds] } }
}

/** All failing tests are looked at again: the pull request that follows takes the place of an earlier one. */
function accepting(proposals: readonly ThreadProposal[], { login, comment }: DecidedBy): Asked {
  const said = { by: login, comment: comment.id, commentUrl: comment.url }
  const accepted = proposals.map((proposal) => acceptanceOf(proposal, said))
  const audited = accepted.map(({ testIds, edits, values }) => ({ testIds, edits, values }))
  return { detail: { testIds: [], accepted }, audited: { accepted: audited, commentUrl: comment.url } }
}
