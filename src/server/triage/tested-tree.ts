import type { CheckedOutCommit } from '../../engine/reports/logs/checked-out-commit.ts'

/** The tree that CI tested; `key` identifies it. `isCertain`: the log said so. */
export type TestedTree = {
  readonly key: string
  readonly merge: { readonly head: string; readonly base: string } | null
  readonly isCertain: boolean
}

/**
 * A push tests the pushed commit; a pull request tests the merge of head and base as they were when the run started, which only
 * the job log shows. If it does not, the head is used, and the answer says so.
 */
export function testedTree(
  run: { readonly event: string; readonly headSha: string },
  seen: Pick<CheckedOutCommit, 'commit' | 'merge'> | null,
): TestedTree {
  const head = { key: run.headSha, merge: null }
  if (run.event !== 'pull_request') return { ...head, isCertain: true }
  if (seen?.merge?.head === run.headSha) {
    const { merge } = seen
    return { key: `merge:${merge.head}:${merge.base}`, merge, isCertain: true }
  }
  return { ...head, isCertain: seen?.commit === run.headSha }
}
