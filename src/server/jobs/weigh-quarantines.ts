import { weighAll } from '../heal-steps/gate/weigh-quarantines.ts'
import { openJobScope } from '../heal-steps/job-scope.ts'
import type { Job } from '../queue/job.ts'

/** After a run was read: ends the quarantines of tests that are sound by now, and of those that are broken. */
export const weighQuarantines: Job<'weigh-quarantines'> = {
  name: 'weigh-quarantines',
  expireInSeconds: 120,
  async run({ repositoryId }, context) {
    const scope = await openJobScope(context, repositoryId)
    if (!scope) return
    const ended = await weighAll(context, repositoryId, scope.defaultBranch)
    if (ended > 0) context.log.info({ ended }, 'quarantines ended by what their tests did')
  },
}
