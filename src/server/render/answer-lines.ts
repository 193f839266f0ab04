import { type Answer, groupAnswers, VERDICTS_BY_URGENCY } from '../triage/answer.ts'
import { answerGroup, type RepairPlace } from './answer-group.ts'
import { counted, folded } from './markdown.ts'
import type { Links } from './permalink.ts'
import { VERDICT_WORDS } from './verdict-words.ts'

const ON_ONE_SCREEN = 36 // lines of answers; a screen holds about 40, and the headline and the folds take some

/** "1 is out of date, 2 are flaky", "all 5 are out of date", "it is flaky": in the order of urgency. */
export function countVerdicts(answers: readonly Answer[]): string {
  const parts = VERDICTS_BY_URGENCY.flatMap((verdict) => {
    const count = answers.filter((answer) => answer.verdict === verdict && !answer.quarantine).length
    return count === 0 ? [] : [VERDICT_WORDS[verdict].counted(count)]
  })
  const muted = answers.filter(({ quarantine }) => quarantine !== null).length
  const all = [...parts, ...(muted === 0 ? [] : [`${muted} ${muted === 1 ? 'is' : 'are'} quarantined`])]
  if (all.length !== 1) return all.join(', ')
  return answers.length === 1 ? `it ${all[0]?.replace(/^1 /, '')}` : `all ${all[0]}`
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

/** The answers, one explanation for each cause; what does not fit on a screen is folded. */
export function answerBlocks(answers: readonly Answer[], links: Links, place: RepairPlace): readonly string[] {
  const groups = groupAnswers(answers).map((group) => answerGroup(group, links, place).join('\n\n'))
  let lines = 0
  const shown = groups.filter((text, index) => {
    lines += text.split('\n').length + 1
    return index === 0 || lines <= ON_ONE_SCREEN
  })
  const more = groups.slice(shown.length)
  return more.length === 0 ? shown : [...shown, folded(counted(more.length, 'more answer'), more.join('\n\n'))]
}
