import { createHash } from 'node:crypto'
import { applyEffects } from '../../effects/apply-effects.ts'
import type { CommittedFile } from '../../effects/effect.ts'
import {
  decideMaintenance,
  listDeclinedSubjects,
  listOpenMaintenance,
  type MaintenanceKind,
  type MaintenancePull,
  saveMaintenancePull,
} from '../../history/maintenance-pulls.ts'
import type { JobContext } from '../../queue/job.ts'
import type { JobScope } from '../job-scope.ts'
import { openOrRefused } from './open-or-refused.ts'

/**
 * Edits that repair no failure, and their words. Of one `topic` the newest offer stands: it takes the place of an older one. `subjects` are what
 * a person says no to by closing it. `parent` is the commit that the edits were made and tried on.
 */
export type OfferedEdits = {
  readonly kind: MaintenanceKind
  readonly topic: string
  readonly subjects: readonly string[]
  readonly branch: string
  readonly parent: string
  readonly files: readonly CommittedFile[]
  readonly title: string
  readonly body: string
  readonly message: string
}

/** `unchanged`: the same edits are open already. `declined`: a person said no to one of the subjects. `why` is the end of a sentence, with text of others. */
export type EditsOffered =
  | { readonly outcome: 'opened' | 'unchanged'; readonly number: number }
  | { readonly outcome: 'declined'; readonly subjects: readonly string[] }
  | { readonly outcome: 'refused'; readonly why: string }

/** Opens one signed pull request into the default branch, unless it is open or declined; safe to call again. */
export async function offerEdits(context: JobContext, scope: JobScope, edits: OfferedEdits): Promise<EditsOffered> {
  const { history, now, log } = context
  const { repositoryId, defaultBranch: base } = scope
  const { kind, topic, subjects, branch, parent, files, title, body, message } = edits
  const declined = await listDeclinedSubjects(history.database, { repositoryId, kind, subjects })
  if (declined.size > 0) return { outcome: 'declined', subjects: [...declined] }
  const older = await listOpenMaintenance(history.database, { repositoryId, kind, topic })
  const editsDigest = digestOf(files)
  const same = older.find((one) => one.editsDigest === editsDigest)
  if (same !== undefined) {
    await supersede(context, scope, older, same.pullNumber)
    return { outcome: 'unchanged', number: same.pullNumber }
  }
  const opened = await openOrRefused(scope, {
    ...{ kind: 'open_pull_request', branch, base, parent, message, files, title, body, labels: ['suture'] },
  })
  if (typeof opened === 'string') {
    log.warn({ why: opened, topic }, 'no pull request was opened')
    return { outcome: 'refused', why: opened }
  }
  const row = { repositoryId, pullNumber: opened.number, kind, topic, subjects, editsDigest, branch, baseBranch: base }
  await saveMaintenancePull(history.database, { ...row, headSha: opened.headSha, openedAt: now() })
  await supersede(context, scope, older, opened.number)
  return { outcome: 'opened', number: opened.number }
}

async function supersede({ history, now }: JobContext, { target }: JobScope, older: readonly MaintenancePull[], by: number): Promise<void> {
  const marker = '<!-- suture:superseded -->'
  for (const { repositoryId, pullNumber: pull, branch } of older.filter(({ pullNumber }) => pullNumber !== by)) {
    // decided before it is closed, so that our own closing is not taken for a person's no
    await decideMaintenance(history.database, repositoryId, pull, { outcome: 'superseded', by: target.login, at: now() })
    await applyEffects(target, [
      { kind: 'close_pull_request', pull, marker, comment: `Closed: #${by} takes its place.` },
      { kind: 'delete_branch', branch },
    ])
  }
}

function digestOf(files: readonly CommittedFile[]): string {
  const sorted = files.toSorted((one, other) => (one.path < other.path ? -1 : 1)).map(({ path, content }) => [path, content])
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex')
}
