import { applyEffect } from '../effects/apply-effects.ts'
import { openJobScope } from '../heal-steps/job-scope.ts'
import { findAudit } from '../history/audit.ts'
import { findQuarantine } from '../history/quarantines.ts'
import type { Job } from '../queue/job.ts'
import { renderEndedQuarantine } from '../render/gate/ended-quarantine.ts'

/** Says once, in the thread in which a quarantine was given, that it has ended, and why. */
export const endQuarantine: Job<'end-quarantine'> = {
  name: 'end-quarantine',
  expireInSeconds: 60,
  async run({ repositoryId, quarantineId }, context) {
    const quarantine = await findQuarantine(context.history.database, repositoryId, quarantineId)
    if (quarantine === null || quarantine.pullNumber === null) return
    const scope = await openJobScope(context, repositoryId)
    if (!scope) return
    const because = (await findAudit(context.history.database, repositoryId, quarantine.testId))?.detail['because']
    const ended = { ...quarantine, because: typeof because === 'string' ? because : '' }
    await applyEffect(scope.target, { kind: 'reply', issue: quarantine.pullNumber, ...renderEndedQuarantine(ended) })
  },
}
