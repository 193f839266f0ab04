import type { z } from 'zod'
import { applyDecision } from '../commands/apply-decision.ts'
import type { CommandDecision, CommandResult } from '../commands/command.ts'
import { runCommand } from '../commands/index.ts'
import { type CommandReading, parseCommand } from '../commands/parse-command.ts'
import { readFacts } from '../commands/read-facts.ts'
import { applyEffect, applyEffects } from '../effects/apply-effects.ts'
import { type EffectTarget, statusOf } from '../github/target.ts'
import { followUpOf } from '../heal-steps/acceptance/follow-up.ts'
import { movedHead } from '../heal-steps/acceptance/moved-head.ts'
import { sendGatesAbout } from '../heal-steps/gate/send-gate.ts'
import { type JobScope, openJobScope } from '../heal-steps/job-scope.ts'
import { findAudit } from '../history/audit.ts'
import { listHealingsOfPull } from '../history/healings/healings.ts'
import type { JobContext } from '../queue/job.ts'
import { IssueCommentPayload } from './event-payloads.ts'
import { saveRepository } from './save-repository.ts'
import type { Webhook } from './webhook.ts'

type Command = Exclude<CommandReading, { kind: 'none' }>
type Comment = { readonly id: number; readonly issue: number; readonly login: string; readonly writtenAt: Date | null }

const NO_COMMAND = 'no command'

/** A command in a new comment of a pull request. Comments are never read again when they are edited. */
export const issueCommentCreated: Webhook = {
  event: 'issue_comment',
  action: 'created',
  nothingToDo(payload) {
    return readCommand(IssueCommentPayload.parse(payload)) === null ? NO_COMMAND : null
  },
  async run(payload, _delivery, context) {
    const event = IssueCommentPayload.parse(payload)
    const { issue, comment, repository } = event
    const reading = readCommand(event)
    if (reading === null || comment.user === null) return NO_COMMAND
    await context.history.transaction((database) => saveRepository(database, event, context.now()))
    const scope = await openJobScope(context, repository.id)
    if (!scope) return 'the repository is gone'
    const writtenAt = comment.created_at ? new Date(comment.created_at) : null
    const from = { id: comment.id, issue: issue.number, login: comment.user.login, writtenAt }
    if (!(await mayWrite(scope.target, from.login))) {
      await refuse(scope.target, from)
      return 'refused: no write access'
    }
    await applyEffect(scope.target, { kind: 'react', comment: from.id, content: 'eyes' })
    const result = await obey(context, scope, from, reading)
    await applyEffects(scope.target, [
      { kind: 'reply', issue: from.issue, marker: `<!-- suture:reply ${from.id} -->`, body: result.reply },
      { kind: 'react', comment: from.id, content: result.succeeded ? '+1' : 'confused' },
    ])
    return `${reading.name}: ${result.succeeded ? 'done' : 'not done'}`
  },
}

/** A person's command in a pull request; null where the comment is none. */
function readCommand({ issue, comment }: z.infer<typeof IssueCommentPayload>): Command | null {
  if (!issue.pull_request || comment.user?.type !== 'User') return null
  const reading = parseCommand(comment.body ?? '')
  return reading.kind === 'none' ? null : reading
}

function isAccepting(reading: CommandReading): boolean {
  return reading.kind === 'command' && reading.argument === 'accept'
}

/** Asked of GitHub each time: what a comment says of its author's role is not reliable. */
async function mayWrite({ octokit, owner, repo }: EffectTarget, username: string): Promise<boolean> {
  try {
    const { data } = await octokit.rest.repos.getCollaboratorPermissionLevel({ owner, repo, username })
    return data.permission === 'admin' || data.permission === 'write'
  } catch (error) {
    if (statusOf(error) === 404) return false
    throw error
  }
}

/** One polite line, once for a person and thread. */
function refuse(target: EffectTarget, { issue, login }: Comment): Promise<number> {
  const body = `Sorry, @${login}: commands are taken from people with write access to this repository.`
  return applyEffect(target, { kind: 'reply', issue, marker: `<!-- suture:refusal ${login} -->`, body })
}

/** Decides and stores in one transaction; a repeated delivery finds its decision in the audit and only answers again. */
async function obey({ history, send, now }: JobContext, scope: JobScope, from: Comment, reading: Command): Promise<CommandResult> {
  const { settings } = await scope.settings()
  const { repositoryId } = scope
  const subject = `comment ${from.id}`
  const comment = { id: from.id, url: `${scope.repositoryUrl}/pull/${from.issue}#issuecomment-${from.id}` }
  const [newest] = isAccepting(reading) ? await listHealingsOfPull(history.database, repositoryId, from.issue, 1) : []
  const moved = newest ? await movedHead(scope.target, newest) : null
  return history.transaction(async (database) => {
    const { facts, healing } = await readFacts(database, repositoryId, from.issue, now(), { writtenAt: from.writtenAt, moved })
    const earlier = await findAudit(database, repositoryId, subject)
    if (earlier) return { succeeded: true, decisions: [], reply: 'Done.' }
    const result = runCommand(reading, {
      ...{ ...facts, commenter: from.login, defaultQuarantineDays: settings.QUARANTINE_DAYS },
      followUp: followUpOf(settings),
    })
    for (const decision of result.decisions)
      await applyDecision(database, send, decision, {
        repositoryId,
        login: from.login,
        healing,
        now: now(),
        subject,
        pullNumber: from.issue,
        comment,
      })
    const testIds = result.decisions.flatMap(testOfQuarantine)
    if (testIds.length > 0) await sendGatesAbout(database, send, repositoryId, { testIds, quarantines: [] }, now())
    return result
  })
}

function testOfQuarantine(decision: CommandDecision): readonly string[] {
  if (decision.kind === 'give_quarantine') return [decision.test.testId]
  return decision.kind === 'lift_quarantine' ? [decision.testId] : []
}
