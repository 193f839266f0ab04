import { asUntrusted } from '../../model/untrusted.ts'
import type { CheckOutput } from '../effects/effect.ts'
import type { Answer } from '../triage/answer.ts'
import { answerBlocks, countSubjects, countVerdicts } from './answer-lines.ts'
import { evidenceBlocks } from './evidence-blocks.ts'
import { codeBlock, counted, fitted, folded, words } from './markdown.ts'
import type { Links } from './permalink.ts'
import type { RepairPlace, ShownRepairs } from './repair-outcome.ts'
import { RUNNERS_WORD } from './runners-word.ts'

/** The check's conclusion is never `failure`: Suture says what it found, the failing job itself stays red. */
export type CheckText = { readonly conclusion: 'success' | 'neutral' | null; readonly output: CheckOutput }

const MAX_TITLE = 255 // GitHub's limit

/** While a healing runs; `doing` is the middle of a sentence: "running 3 failing tests again". */
export function renderRunningCheck(doing: string): CheckText {
  return { conclusion: null, output: { title: 'Working', summary: `Suture is ${doing}. The answer will appear here.` } }
}

/** While a healing waits until others have ended, because as many of its repository or its installation run as may. */
export function renderWaitingCheck(full: 'repository' | 'installation', limit: number): CheckText {
  const whose = full === 'repository' ? 'this repository' : 'all repositories of this installation'
  const many = counted(limit, 'healing')
  const summary = `Suture waits until another healing has ended: ${many} of ${whose} may run at the same time. The answer will appear here.`
  return { conclusion: null, output: { title: 'Waiting', summary } }
}

/** The commit's checks are green. */
export function renderGreenCheck(): CheckText {
  return { conclusion: 'success', output: { title: 'Nothing failed', summary: 'Every test job of this commit passed.' } }
}

/** The healing itself could not be finished. `reason` and `fix` are sentences, possibly with text of others. */
export function renderBrokenCheck(reason: string, fix: string): CheckText {
  const summary = [
    `Suture could not find out why this commit fails: ${words(reason, 600)}`,
    fix === '' ? '' : `**What to do:** ${words(fix, 600)}`,
  ]
  return { conclusion: 'neutral', output: { title: 'No answer', summary: fitted(summary) } }
}

export type AnsweredCheck = Links &
  Pick<ShownRepairs, 'proposals' | 'accepted'> & {
    readonly answers: readonly Answer[]
    readonly pullRequest: number | null
    readonly patch: string
    readonly notes: readonly string[]
    /** The page of Suture's own run, if there was one. */
    readonly ownRunUrl: string | null
  }

/** The answers. Success only when every failure is a quarantined one. */
export function renderAnsweredCheck(check: AnsweredCheck): CheckText {
  const { answers, pullRequest, patch } = check
  const muted = answers.filter(({ quarantine }) => quarantine !== null)
  const place: RepairPlace =
    pullRequest !== null ? { kind: 'pull_request', number: pullRequest } : patch === '' ? { kind: 'none' } : { kind: 'patch' }
  const shown = answerBlocks(answers, check, { ...check, place })
  const blocks = [
    ...check.notes,
    ...shown,
    place.kind === 'patch' ? folded('The patch', codeBlock(asUntrusted(patch), 'diff', 400)) : '',
    ...evidenceBlocks(answers, check, shown),
    check.ownRunUrl === null ? '' : `<sub>[How it was run](${check.ownRunUrl}). ${RUNNERS_WORD}</sub>`,
  ]
  if (muted.length === answers.length) {
    const title = `Only quarantined failures (${muted.length})`
    return {
      conclusion: 'success',
      output: { title, summary: fitted([`${counted(muted.length, 'failure')}, all quarantined.`, ...blocks]) },
    }
  }
  const title = `${countSubjects(answers)}: ${countVerdicts(answers)}`
  return { conclusion: 'neutral', output: { title: title.slice(0, MAX_TITLE), summary: fitted(blocks) } }
}
