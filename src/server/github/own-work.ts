import { WORKFLOW_PATH } from '../../engine/workflow/workflow-parts.ts'

const BRANCH_PREFIX = 'suture/heal/'
const MARKER_PREFIX = 'suture/marker/'
const CURE_PREFIX = 'suture/cure/'

/** The branch of one healing's repair; `number` is the pull request that failed, or the short name of the branch. */
export function repairBranch(headSha: string, pullNumber: number | null, generation: number): string {
  const place = pullNumber === null ? 'push' : String(pullNumber)
  return `${BRANCH_PREFIX}${place}-${headSha.slice(0, 7)}${generation === 1 ? '' : `-${generation}`}`
}

/** The branch of a marker in a test's code, and of its removal. */
export function markerBranch(mark: string, isRemoval: boolean): string {
  return `${MARKER_PREFIX}${isRemoval ? 'remove-' : ''}${mark}`
}

/** The branch of a cure; `name` may be any text, `digest` tells causes of one name apart. */
export function cureBranch(name: string, digest: string, headSha: string): string {
  return `${CURE_PREFIX}${name.replace(/[^a-z0-9]+/gi, '-')}-${digest.slice(0, 7)}-${headSha.slice(0, 7)}`
}

/** Whether a branch is one of Suture's own: failures there start no healing, or repairs would trigger repairs. */
export function isOwnBranch(branch: string | null): boolean {
  return [BRANCH_PREFIX, MARKER_PREFIX, CURE_PREFIX].some((prefix) => branch?.startsWith(prefix))
}

/** Whether it holds a repair of failures: of no use any more once these are gone, unlike what else is on branches of Suture. */
export function isRepairBranch(branch: string): boolean {
  return branch.startsWith(BRANCH_PREFIX)
}

/** Whether a workflow run is one that we dispatched, or could have been. */
export function isOwnRun(run: { readonly path: string; readonly event: string }): boolean {
  return run.path.split('@')[0] === WORKFLOW_PATH && run.event === 'workflow_dispatch'
}
