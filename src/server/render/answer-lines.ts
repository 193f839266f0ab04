import { IN_THE_PRODUCT, VERDICT_WORDS } from '../../engine/diagnosis/verdict-words.ts'
import { type Answer, groupAnswers, VERDICTS_BY_URGENCY } from '../triage/answer.ts'
import { isSuspect } from '../triage/proposal.ts'
import { answerGroup } from './answer-group.ts'
import { counted, folded } from './markdown.ts'
import type { Links } from './permalink.ts'
import { IF_NOT_MEANT } from './proposals/proposal-blocks.ts'
import type { ShownRepairs } from './repair-outcome.ts'

const ON_ONE_SCREEN = 36 // lines of answers; a screen holds about 40, and the headline and the folds take some

const MOST_FOLDED = 30_000 // characters, half of a page: what was looked at needs room as well

/** "1 is out of date, 2 are flaky", "all 5 are out of date", "it is flaky": in the order of urgency. */
export function countVerdicts(answers: readonly Answer[]): string {
  const parts = VERDICTS_BY_URGENCY.flatMap((verdict) => {
    const count = answers.filter((answer) => answer.verdict === verdict && !answer.quarantine).length
    return count === 0 ? [] : [VERDICT_WORDS[verdict].counted(count)]
  })
  const muted = answers.filter(({ quarantine }) => quarantine !== null).length
  const all = [...parts, ...(muted === 0 ? [] : [`${muted} ${muted === 1 ? 'is' : 'are'} quarantined`])]
  if (all.length !== 1) return all.join(', ')
  if (answers.length === 1) return `it ${all[0]?.replace(/^1 /, '')}`
  return answers.length === 2 ? `both ${all[0]?.replace(/^2 /, '')}` : `all ${all[0]}`
}

/** "4 tests", "1 job", "3 tests and 1 job". */
export function countSubjects(answers: readonly Answer[]): string {
  const jobs = answers.filter(({ testId }) => testId === '').length
  const parts = [
    { count: answers.length - jobs, one: 'test' },
    { count: jobs, one: 'job' },
  ]
  return parts.flatMap(({ count, one }) => (count === 0 ? [] : [counted(count, one)])).join(' and ')
}

/** The answers, one explanation for each cause, shorter where space runs out; what does not fit on a screen is folded. */
export function answerBlocks(answers: readonly Answer[], links: Links, repairs: ShownRepairs): readonly string[] {
  const shown: string[] = []
  const folds: { readonly text: string; readonly group: readonly Answer[] }[] = []
  let lines = 0
  for (const [index, group] of groupAnswers(answers).entries()) {
    const text = (isShort: boolean) => answerGroup(group, links, repairs, isShort).join('\n\n')
    const fits = (one: string) => index === 0 || lines + linesOf(one) <= ON_ONE_SCREEN
    const fitting = folds.length > 0 ? undefined : [text(false), text(true)].find(fits)
    if (fitting === undefined) folds.push({ text: text(true), group })
    else {
      shown.push(fitting)
      lines += linesOf(fitting)
    }
  }
  const reconsider = [...IN_THE_PRODUCT].flatMap((verdict) => {
    const own = answers.filter((answer) => answer.verdict === verdict && answer.quarantine === null)
    if (own.length === 0) return []
    return isAnswerable(own, repairs) ? [IF_NOT_MEANT] : [VERDICT_WORDS[verdict].reconsider]
  })
  return [...shown, ...reconsider, folds.length === 0 ? '' : foldedAnswers(folds)].filter((block) => block !== '')
}

/** Each of them is repaired, or waits for one line: how to say that it was meant needs no more words. */
function isAnswerable(own: readonly Answer[], { proposals, answers }: ShownRepairs): boolean {
  const open = proposals.filter((proposal) => !isSuspect(proposal, answers))
  return own.every(({ repair, testId }) => repair.outcome === 'offered' || open.some(({ testIds }) => testIds.includes(testId)))
}

function foldedAnswers(folds: readonly { readonly text: string; readonly group: readonly Answer[] }[]): string {
  const ids = folds.flatMap(({ group }) => group.map(({ shortId }) => shortId))
  const shown = folds.slice(0, fitting(folds.map(({ text }) => text)))
  const rest = folds.slice(shown.length).flatMap(({ group }) => group.map(({ shortId }) => shortId))
  const left = rest.length === 0 ? [] : [`and ${counted(rest.length, 'more test')} (${range(rest)}), which do not fit on this page`]
  return folded(`${counted(folds.length, 'more answer')} (${range(ids)})`, [...shown.map(({ text }) => text), ...left].join('\n\n'))
}

/** How many of these texts fit, from the first on. */
function fitting(texts: readonly string[]): number {
  let size = 0
  const first = texts.findIndex((text) => {
    size += text.length + 2
    return size > MOST_FOLDED
  })
  return first < 0 ? texts.length : first
}

function range(ids: readonly string[]): string {
  return ids.length === 1 ? (ids[0] ?? '') : `${ids[0]} to ${ids.at(-1)}`
}

/** With the empty line behind it; what is folded is one line. */
function linesOf(text: string): number {
  return text.replace(/<details>[\s\S]*?<\/details>/g, '').split(/\n|<br>/).length + 1
}
