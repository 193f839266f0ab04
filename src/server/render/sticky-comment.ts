import { asUntrusted } from '../../model/untrusted.ts'
import type { Answer } from '../triage/answer.ts'
import type { FlakyNote } from '../triage/flaky-note.ts'
import { isSuspect } from '../triage/proposal.ts'
import type { SlowTest } from '../triage/slow-test.ts'
import { answerBlocks, countSubjects, countVerdicts } from './answer-lines.ts'
import { evidenceBlocks } from './evidence-blocks.ts'
import { flakyBlocks } from './flaky/flaky-blocks.ts'
import { codeBlock, fitted, folded, words } from './markdown.ts'
import { commitLink, type Links } from './permalink.ts'
import { slowdownBlocks } from './regressions/slowdown-blocks.ts'
import type { RepairPlace, ShownRepairs } from './repair-outcome.ts'
import { RUNNERS_WORD } from './runners-word.ts'

/** Finds the one comment of a thread that is edited in place; only comments of our own App are searched for it. */
export const STICKY_MARKER = '<!-- suture:sticky -->'

export type StickyComment = Links &
  Pick<ShownRepairs, 'proposals' | 'accepted'> & {
    readonly healing: string
    readonly generation: number
    readonly answers: readonly Answer[]
    /** Pages of the failing run, and of Suture's own run if there was one. */
    readonly failedRunUrl: string
    readonly ownRunUrl: string | null
    readonly pullRequest: number | null
    /** The unified diff of the offered repairs, where no pull request carries it; '' when there is none. */
    readonly patch: string
    /** Sentences in Markdown that qualify the whole answer: nothing was dispatched, the tested tree is not certain. */
    readonly notes: readonly string[]
    /** What is known of those of the tests that are flaky. */
    readonly flaky: readonly FlakyNote[]
    /** What the pull request makes slower. */
    readonly slower: readonly SlowTest[]
  }

/** The comment under a pull request whose checks failed: the answer for each failing test. */
export function renderStickyComment(comment: StickyComment): string {
  const { answers, pullRequest, patch } = comment
  const place: RepairPlace =
    pullRequest !== null ? { kind: 'pull_request', number: pullRequest } : patch === '' ? { kind: 'none' } : { kind: 'patch' }
  const blocks = answerBlocks(answers, comment, { ...comment, place })
  return fitted([
    `${STICKY_MARKER}\n<!-- suture:healing ${comment.healing} ${comment.generation} -->`,
    `${countSubjects(answers)} [failed](${comment.failedRunUrl}) on ${commitLink(comment, comment.headSha)}: ${countVerdicts(answers)}.`,
    ...comment.notes,
    ...blocks,
    ...flakyBlocks(comment.flaky, comment),
    ...slowdownBlocks(comment.slower),
    place.kind === 'patch' ? folded('The patch', codeBlock(asUntrusted(patch), 'diff', 400)) : '',
    ...evidenceBlocks(answers, comment, blocks),
    footer(comment),
  ])
}

/** Where the answer itself could not be delivered. `reason` and `fix` are sentences, possibly with text of others. */
export function renderBrokenComment(links: Links, reason: string, fix: string): string {
  const what = `**No answer.** Checks failed on ${commitLink(links, links.headSha)}, and Suture could not say why: ${words(reason, 600)}`
  return [STICKY_MARKER, what, `**What to do:** ${words(fix, 600)}`].join('\n\n')
}

/** What the sticky comment becomes once the same checks are green. */
export function renderResolvedComment(links: Links): string {
  return [STICKY_MARKER, `**Resolved.** Tests failed here before; on ${commitLink(links, links.headSha)} everything passes.`].join('\n\n')
}

/** Of a pull request that breaks nothing, and makes tests slower. */
export function renderSlowdownComment(links: Links, tests: readonly SlowTest[]): string {
  return fitted([STICKY_MARKER, `Everything passes on ${commitLink(links, links.headSha)}.`, ...slowdownBlocks(tests)])
}

function footer({ baseSha, ownRunUrl, answers, proposals, ...links }: StickyComment): string {
  const base = baseSha === null ? '' : `Compared with ${commitLink({ ...links, baseSha }, baseSha)}. `
  const run = ownRunUrl === null ? 'No test was run again for this.' : `[How it was run](${ownRunUrl}). ${RUNNERS_WORD}`
  const example = answers[0]?.shortId ?? 'T1'
  const all = proposals.filter((one) => !isSuspect(one, answers)).length > 1 ? '`/heal accept all` to say yes to every proposal, ' : ''
  return `<sub>${base}${run} People with write access can say ${all}\`/heal\` to look again, or \`/quarantine ${example} reason: …\`.</sub>`
}
