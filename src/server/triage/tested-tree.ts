import type { CheckedOutCommit } from '../../engine/reports/logs/checked-out-commit.ts'

/** The tree that CI tested; `key` tells it from every other one. `isCertain`: the log said so. */
export type TestedTree = {
  readonly key: string
  readonly merge: { readonly head: string; readonly base: string } | null
  readonly isCertain: boolean
}

/**
 * A push tests the pushed commit; a pull request tests the merge of head and base as they were when the run started, which only
 * the job log tells. Where it does not, the head is taken, and that is said in the answer.
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
