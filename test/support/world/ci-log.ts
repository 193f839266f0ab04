/** What a run of CI checked out: a pushed commit, or the merge that GitHub makes of a pull request. */
export type Tested =
  | { readonly kind: 'push'; readonly sha: string; readonly branch: string }
  | { readonly kind: 'pull'; readonly number: number; readonly head: string; readonly base: string; readonly merge: string }

/**
 * A recorded log of a job as if it had tested `tested`. Recorded were pushes to main, with HEAD_SHA in the place of the commit;
 * actions/checkout writes other lines where it checks out a merge.
 */
export function ciLog(recorded: string, repository: string, tested: Tested): string {
  const named = recorded.replaceAll(/\bexample\/(ledger|storefront)\b/g, repository)
  if (tested.kind === 'push')
    return named
      .replaceAll('HEAD_SHA', tested.sha)
      .replaceAll('origin/main', `origin/${tested.branch}`)
      .replaceAll(/-B main\b|branch 'main'/g, (words) => words.replace('main', tested.branch))
  const local = `pull/${tested.number}/merge`
  return named
    .replaceAll('refs/remotes/origin/main', `refs/remotes/${local}`)
    .replaceAll('-> origin/main', `-> ${local}`)
    .replaceAll('checkout --progress --force -B main', 'checkout --progress --force')
    .replaceAll(/Switched to a new branch '\w+'/g, `Note: switching to 'refs/remotes/${local}'.`)
    .replaceAll(
      /branch '\w+' set up to track '.*'\./g,
      `HEAD is now at ${tested.merge.slice(0, 7)} Merge ${tested.head} into ${tested.base}`,
    )
    .replaceAll('HEAD_SHA', tested.merge)
}
