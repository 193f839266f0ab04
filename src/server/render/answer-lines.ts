import { asUntrusted } from '../../model/untrusted.ts'
import { type Answer, VERDICTS_BY_URGENCY } from '../triage/answer.ts'
import { describeChangeWithPlace } from './describe-change.ts'
import { code, codeBlock, counted, folded, words } from './markdown.ts'
import { type Links, permalink } from './permalink.ts'
import { VERDICT_WORDS } from './verdict-words.ts'

/** Answers that say the same of several tests: one cause, read once. */
type AnswerGroup = { readonly first: Answer; readonly rest: readonly Answer[] }

const ON_ONE_SCREEN = 6 // groups; three lines each leave room for the headline and the folds
const NAMED_IN_GROUP = 3

/** Where a repair can be read: the pull request, or the patch below. */
export type RepairPlace =
  | { readonly kind: 'pull_request'; readonly number: number }
  | { readonly kind: 'patch' }
  | { readonly kind: 'none' }

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

/** The answers as a list, a few lines each; what does not fit on a screen is folded. */
export function answerBlocks(answers: readonly Answer[], links: Links, place: RepairPlace): readonly string[] {
  const items = groupAnswers(answers).map((group) => answerItem(group, links, place))
  const more = items.slice(ON_ONE_SCREEN)
  const blocks = [items.slice(0, ON_ONE_SCREEN).join('\n')]
  return more.length === 0 ? blocks : [...blocks, folded(`${counted(more.length, 'more answer')}`, more.join('\n'))]
}

/** What was looked at, rung by rung, and what would change each answer: both folded. */
export function evidenceBlocks(answers: readonly Answer[], links: Links): readonly string[] {
  const seen = groupAnswers(answers).filter(({ first }) => first.evidence.length + first.culprits.length > 0)
  const looked = seen.map(({ first }) => {
    const rungs = first.evidence.map(
      ({ rung, outcome, detail }) =>
        `- ${words(rung)}: ${outcome === 'not_run' ? 'not run, ' : ''}${words(detail)}${outcome === 'decisive' ? ' (this decided)' : ''}`,
    )
    const suspects = first.culprits
      .slice(0, 2)
      .map(({ file, line, hunk }) => `${permalink(links, file, line)}\n\n${codeBlock(asUntrusted(hunk), 'diff', 24)}`)
    return [subject(first), rungs.join('\n'), ...suspects].join('\n\n')
  })
  const verdicts = [...new Set(answers.filter(({ quarantine }) => !quarantine).map(({ verdict }) => verdict))]
  const reconsider = verdicts.map((verdict) => `- *${VERDICT_WORDS[verdict].sentence}* ${VERDICT_WORDS[verdict].reconsider}`)
  return [
    looked.length === 0 ? '' : folded('What was looked at', looked.join('\n\n')),
    folded('What would change an answer', reconsider.join('\n')),
  ]
}

function groupAnswers(answers: readonly Answer[]): readonly AnswerGroup[] {
  const groups = new Map<string, Answer[]>()
  for (const answer of answers) {
    const key = JSON.stringify([
      answer.verdict,
      answer.rootCause,
      answer.values,
      answer.repair,
      answer.quarantine,
      answer.codeChanges.map(({ symbol }) => symbol),
    ])
    groups.set(key, [...(groups.get(key) ?? []), answer])
  }
  return [...groups.values()].flatMap(([first, ...rest]) => (first ? [{ first, rest }] : []))
}

function answerItem({ first, rest }: AnswerGroup, links: Links, place: RepairPlace): string {
  const shown = rest.length === NAMED_IN_GROUP + 1 ? rest.length : NAMED_IN_GROUP
  const named = rest.slice(0, shown).map((answer) => `  ${subject(answer)}<br>`)
  const unnamed = rest.slice(shown)
  const others =
    unnamed.length === 0
      ? []
      : [`  and ${counted(unnamed.length, 'more test')} for the same reason (${unnamed[0]?.shortId} to ${unnamed.at(-1)?.shortId})<br>`]
  return [`- ${subject(first)}<br>`, ...named, ...others, `  ${answerSentence(first, links, place)}`].join('\n')
}

function subject({ shortId, testId, jobs }: Answer): string {
  return `**${shortId}** ${testId === '' ? `the job ${code(jobs[0] ?? '')}` : code(testId)}`
}

function answerSentence(answer: Answer, links: Links, place: RepairPlace): string {
  const { quarantine, verdict } = answer
  if (quarantine)
    return `**Quarantined** until ${words(quarantine.until.slice(0, 10))} by ${code(quarantine.owner)}: ${sentence(words(quarantine.reason, 120))}`
  const sentences = [
    `**${VERDICT_WORDS[verdict].sentence}**`,
    cause(answer, links),
    values(answer),
    suspect(answer, links),
    outcome(answer, place),
  ]
  return sentences.filter((text) => text !== '').join(' ')
}

function cause(answer: Answer, links: Links): string {
  const [change] = answer.codeChanges
  if (change && (answer.verdict === 'obsolete_test' || answer.verdict === 'removed_behaviour'))
    return sentence(describeChangeWithPlace(change, links))
  return sentence(words(answer.rootCause))
}

function values({ values: compared, verdict }: Answer): string {
  if (compared === null || verdict === 'obsolete_test') return ''
  const { expected, actual } = compared
  if (expected !== null && actual !== null) return `Expected ${code(expected, 120)}, got ${code(actual, 120)}.`
  return actual === null ? '' : `Got ${code(actual, 120)}.`
}

function suspect({ culprits, verdict }: Answer, links: Links): string {
  const [main] = culprits
  return main && verdict === 'product_regression' ? `Look at ${permalink(links, main.file, main.line)}.` : ''
}

function outcome({ repair, verdict, shortId }: Answer, place: RepairPlace): string {
  if (repair.outcome === 'withheld') return `Not repaired: ${sentence(words(repair.reason))}`
  if (repair.outcome === 'offered') {
    if (place.kind === 'pull_request') return `Repaired in #${place.number}.`
    return place.kind === 'patch' ? 'The patch is below.' : 'A repair exists; it is not offered in this mode.'
  }
  if (verdict === 'product_regression') return 'The test is left as it is.'
  return verdict === 'flaky' ? `To mute this failure for a while: \`/quarantine ${shortId} reason: …\`` : ''
}

function sentence(text: string): string {
  const capital = /^[a-z]/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text
  return /[.!?…]$/.test(capital) || capital === '' ? capital : `${capital}.`
}
