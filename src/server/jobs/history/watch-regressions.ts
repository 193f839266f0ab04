import { openJobScope } from '../../heal-steps/job-scope.ts'
import { rememberCodeOwners } from '../../heal-steps/regressions/remember-code-owners.ts'
import { watchDefaultBranch } from '../../heal-steps/regressions/watch-default-branch.ts'
import type { Job } from '../../queue/job.ts'

/** After executions were added up: finds tests that became slower on the default branch, and those that are fast again. */
export const watchRegressions: Job<'watch-regressions'> = {
  name: 'watch-regressions',
  expireInSeconds: 600,
  async run({ repositoryId }, context) {
    const scope = await openJobScope(context, repositoryId)
    if (!scope) return
    await rememberCodeOwners(context, scope)
    const { settings } = await scope.settings()
    const added = await watchDefaultBranch(context, scope, settings.PERFORMANCE_REGRESSION_THRESHOLD)
    if (added > 0) context.log.info({ repositoryId, added }, 'tests became slower')
  },
}
