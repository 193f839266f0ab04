import { markTest } from '../../engine/frameworks/mark-test.ts'
import { applyEffect } from '../effects/apply-effects.ts'
import { markerBranch } from '../github/own-work.ts'
import { isRefusal } from '../github/whose-fault.ts'
import { openJobScope } from '../heal-steps/job-scope.ts'
import { ownParsers, readTestSource } from '../heal-steps/marked-file.ts'
import { changeMarker, findMarker } from '../history/code-markers.ts'
import type { Job } from '../queue/job.ts'
import { code, words } from '../render/markdown.ts'
import { markerReason, renderMarkerPull } from '../render/markers/code-marker.ts'

/** Opens the pull request that somebody asked for with `/quarantine … --in-code`, or says why there is none. */
export const markCode: Job<'mark-code'> = {
  name: 'mark-code',
  expireInSeconds: 120,
  async run({ repositoryId, markerId }, context) {
    const { history } = context
    const marker = await findMarker(history.database, { repositoryId, id: markerId })
    const scope = marker?.state === 'asked' ? await openJobScope(context, repositoryId) : null
    if (!marker || !scope) return
    const { target, defaultBranch } = scope
    const tell = (body: string) =>
      applyEffect(target, { kind: 'reply', issue: marker.askedIn, marker: `<!-- suture:marker ${marker.id} -->`, body })
    const refuse = async (why: string) => {
      await tell(`${code(marker.testId)} is not marked: ${words(why, 300)}. Mark it by hand, or say \`/quarantine\` without \`--in-code\`.`)
      await changeMarker(history.database, marker, ['asked'], { state: 'refused', releaseReason: why })
    }
    const source = await readTestSource(scope, marker)
    if (source.outcome === 'missing') return refuse(source.why)
    const { ref, headSha, text } = source
    const marked = markTest(await ownParsers(), ref, text, { id: marker.mark, reason: markerReason(marker) })
    if (marked.outcome === 'refused') return refuse(`the place in ${ref.file} is not certain: ${marked.why}`)
    const pull = renderMarkerPull(marker, marked.marker, marked.isWhole)
    try {
      const { number } = await applyEffect(target, {
        ...{
          kind: 'open_pull_request',
          branch: markerBranch(marker.mark, false),
          base: defaultBranch,
          parent: headSha,
          labels: ['suture'],
        },
        files: [{ path: ref.file, content: marked.text, mode: '100644' }],
        ...pull,
      })
      await tell(`#${number} marks ${code(marker.testId)}: once it is merged, no failure of this test counts.`)
      await changeMarker(history.database, marker, ['asked'], { state: 'offered', pullNumber: number })
    } catch (error) {
      if (!isRefusal(error)) throw error
      await refuse('GitHub takes no pull request of Suture here')
    }
  },
}
