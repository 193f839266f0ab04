type Level = 'read' | 'write'

const need = (permission: string, level: Level, ...operations: readonly string[]) =>
  operations.map((id) => [id, { permission, level }] as const)

/**
 * What each operation asks of an installation's token, by GitHub's list of permissions for Apps. Comments, labels and reactions of a
 * pull request also pass there with `pull_requests`; here they ask for `issues`, which the event `issue_comment` asks for anyway.
 */
export const PERMISSIONS: ReadonlyMap<string, { readonly permission: string; readonly level: Level }> = new Map([
  ...need(
    'metadata',
    'read',
    'repos/get',
    'repos/get-collaborator-permission-level',
    'apps/list-repos-accessible-to-installation',
    'rate-limit/get',
  ),
  ...need('contents', 'read', 'repos/get-content', 'repos/download-tarball-archive', 'repos/get-commit', 'repos/list-commits'),
  ...need('contents', 'read', 'repos/compare-commits', 'repos/get-branch', 'git/get-blob', 'git/get-tree', 'git/get-commit', 'git/get-ref'),
  ...need('contents', 'read', 'git/list-matching-refs'),
  ...need(
    'contents',
    'write',
    'git/create-blob',
    'git/create-tree',
    'git/create-commit',
    'git/create-ref',
    'git/update-ref',
    'git/delete-ref',
  ),
  ...need('pull_requests', 'read', 'pulls/list', 'pulls/get', 'pulls/list-files', 'pulls/list-commits'),
  ...need('pull_requests', 'read', 'repos/list-pull-requests-associated-with-commit'),
  ...need('pull_requests', 'write', 'pulls/create', 'pulls/update'),
  ...need(
    'issues',
    'read',
    'issues/list-comments',
    'issues/get-comment',
    'issues/list-labels-on-issue',
    'reactions/list-for-issue-comment',
  ),
  ...need(
    'issues',
    'write',
    'issues/create-comment',
    'issues/update-comment',
    'issues/delete-comment',
    'issues/add-labels',
    'issues/remove-label',
  ),
  ...need('issues', 'write', 'reactions/create-for-issue-comment', 'reactions/delete-for-issue-comment'),
  ...need('checks', 'read', 'checks/get', 'checks/list-for-ref', 'checks/list-annotations'),
  ...need('checks', 'write', 'checks/create', 'checks/update'),
  ...need(
    'actions',
    'read',
    'actions/get-workflow',
    'actions/list-repo-workflows',
    'actions/get-workflow-run',
    'actions/get-workflow-run-attempt',
  ),
  ...need('actions', 'read', 'actions/list-workflow-runs', 'actions/list-workflow-runs-for-repo', 'actions/list-jobs-for-workflow-run'),
  ...need('actions', 'read', 'actions/list-jobs-for-workflow-run-attempt', 'actions/get-job-for-workflow-run'),
  ...need('actions', 'read', 'actions/download-job-logs-for-workflow-run', 'actions/list-workflow-run-artifacts', 'actions/get-artifact'),
  ...need('actions', 'read', 'actions/download-artifact'),
  ...need('actions', 'write', 'actions/create-workflow-dispatch', 'actions/cancel-workflow-run'),
])

/** What an App must be allowed to read before GitHub sends it an event. */
export const EVENT_PERMISSIONS: Readonly<Record<string, string>> = {
  check_run: 'checks',
  issue_comment: 'issues',
  merge_group: 'merge_queues',
  pull_request: 'pull_requests',
  push: 'contents',
  workflow_run: 'actions',
}

export function isAllowed(given: Readonly<Record<string, string>>, permission: string, level: Level): boolean {
  const has = given[permission]
  return has === 'write' || has === 'admin' || (has === 'read' && level === 'read')
}
