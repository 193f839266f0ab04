import { describe, expect, it } from 'vitest'
import { checkedOutCommit } from '../../../../src/engine/reports/logs/checked-out-commit.ts'
import { jobLog, readText } from '../read-text.ts'

const [MERGE, HEAD, BASE] = ['a', 'b', 'c'].map((letter) => letter.repeat(40)) as [string, string, string]
const checkout = (repository: string, commit: string, headLine: string[]) => [
  `Syncing repository: ${repository}`,
  `[command]/usr/bin/git -c protocol.version=2 fetch --no-tags --prune --depth=1 origin +${commit}:refs/remotes/pull/7/merge`,
  '[command]/usr/bin/git checkout --progress --force refs/remotes/pull/7/merge',
  ...headLine,
  "[command]/usr/bin/git log -1 --format='%H'",
  `'${commit}'`,
]

describe('checkedOutCommit', () => {
  it('reads head and base of a merge that GitHub made', () => {
    const lines = checkout('o/r', MERGE, [`HEAD is now at ${MERGE.slice(0, 7)} Merge ${HEAD} into ${BASE}`])
    expect(checkedOutCommit(jobLog(...lines).split('\n'))).toEqual({
      repository: 'o/r',
      commit: MERGE,
      head: HEAD,
      merge: { head: HEAD, base: BASE },
    })
  })

  it('takes the pushed commit where nothing was merged', () => {
    expect(checkedOutCommit(checkout('o/r', HEAD, ["Reset branch 'main'"]))).toEqual({ repository: 'o/r', commit: HEAD, head: HEAD })
  })

  it('is not misled by a commit whose message only resembles a merge', () => {
    const lines = checkout('o/r', HEAD, [`HEAD is now at ${HEAD.slice(0, 7)} Merge branch 'x' into main`])
    expect(checkedOutCommit(lines)).not.toHaveProperty('merge')
  })

  it('looks at the repository that was asked for, where a job checks out several', () => {
    const lines = [...checkout('o/other', BASE, []), ...checkout('o/r', HEAD, [])]
    expect(checkedOutCommit(lines, 'O/R')?.commit).toBe(HEAD)
    expect(checkedOutCommit(lines)?.commit).toBe(BASE)
  })

  it('says nothing of a log without a checkout', () => {
    expect(checkedOutCommit(['npm test', 'HEAD'])).toBeNull()
  })

  it('is part of what a log tells', async () => {
    const { checkout: tree } = await readText(jobLog(...checkout('o/r', HEAD, [])))
    expect(tree?.commit).toBe(HEAD)
  })
})
