import { unmarkTest } from '../../engine/frameworks/mark-test.ts'
import { applyEffect } from '../effects/apply-effects.ts'
import { markerBranch } from '../github/own-work.ts'
import { openJobScope } from '../heal-steps/job-scope.ts'
import { ownParsers, readTestSource } from '../heal-steps/marked-file.ts'
import { changeMarker, findMarker } from '../history/code-markers.ts'
import type { Job } from '../queue/job.ts'
import { code, words } from '../render/markdown.ts'
import { renderMarkerRemoval } from '../render/markers/code-marker.ts'

/** Takes a marker out of the code again: by a pull request, or, where its own was not merged, by closing that. */
export const unmarkCode: Job<'unmark-code'> = {
  name: 'unmark-code',
  expireInSeconds: 120,
  async run({ repositoryId, markerId }, context) {
    const { history } = context
    const marker = await findMarker(history.database, { repositoryId, id: markerId })
    const scope = marker?.state === 'releasing' ? await openJobScope(context, repositoryId) : null
    if (!marker || !scope) return
    const { target, defaultBranch } = scope
    const why = marker.releaseReason ?? 'it was released'
    const end = (removalPull: number | null) => changeMarker(history.database, marker, ['releasing'], { state: 'released', removalPull })
    const source = await readTestSource(scope, marker)
    const unmarked = source.outcome === 'read' ? unmarkTest(await ownParsers(), source.ref.file, source.text, marker.mark) : null
    if (marker.pullNumber !== null)
      await applyEffect(target, {
        ...{ kind: 'close_pull_request', pull: marker.pullNumber, marker: `<!-- suture:released ${marker.id} -->` },
        comment: `Not needed any more: ${words(why, 300)}.`,
      })
    if (source.outcome === 'missing' || unmarked === null || unmarked.outcome === 'gone') return void (await end(null))
    if (unmarked.outcome === 'refused') {
      const body = `The quarantine of ${code(marker.testId)} is over (${words(why, 300)}), and its marker in ${code(source.ref.file)} stays: ${words(unmarked.why, 300)}. Take it out by hand: look for \`suture ${marker.mark}\`.`
      await applyEffect(target, {
        kind: 'reply',
        issue: marker.pullNumber ?? marker.askedIn,
        marker: `<!-- suture:unmark ${marker.id} -->`,
        body,
      })
      return void (await end(null))
    }
    const { number } = await applyEffect(target, {
      ...{
        kind: 'open_pull_request',
        branch: markerBranch(marker.mark, true),
        base: defaultBranch,
        parent: source.headSha,
        labels: ['suture'],
      },
      files: [{ path: source.ref.file, content: unmarked.text, mode: '100644' }],
      ...renderMarkerRemoval(marker, why),
    })
    await end(number)
  },
}
