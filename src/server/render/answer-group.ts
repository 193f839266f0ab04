import { cascadeSentence } from '../../engine/diagnosis/cascades.ts'
import { IN_THE_PRODUCT, VERDICT_WORDS } from '../../engine/diagnosis/verdict-words.ts'
import { namedPackages } from '../../engine/reasons/named-in-reason.ts'
import { firstLine } from '../../engine/reports/text/first-line.ts'
import { asUntrusted } from '../../model/untrusted.ts'
import type { Verdict } from '../../model/verdict.ts'
import type { Answer } from '../triage/answer.ts'
import { describeDependencies } from './describe-dependency.ts'
import { code, codeBlock, codeCell, counted, table, words } from './markdown.ts'
import type { Links } from './permalink.ts'
import { proposalBlocks, shownProposals } from './proposals/proposal-blocks.ts'
import { markdownReason } from './reason.ts'
import { outcomes, type ShownRepairs } from './repair-outcome.ts'
import { runOneTest } from './run-one-test.ts'
import { sentence } from './sentence.ts'
import { suspectHunk, suspects } from './suspects.ts'

/** Answers with one cause; the first represents all. */
export type AnswerGroup = readonly [Answer, ...Answer[]]

/** With nothing behind it: comments show a line break of their own as well, check summaries do not. */
const BREAK = '<br>'
const NAMED = 4 // tests of a group
const VALUES = 4 // rows of values

/**
 * One cause as blocks of Markdown: its tests and the explanation; and for a failure that comes from the product, unless it must be short, the lines,
 * both values and how to see it.
 */
export function answerGroup(group: AnswerGroup, links: Links, shown: ShownRepairs, isShort = false): readonly string[] {
  const [first] = group
  const isInProduct = IN_THE_PRODUCT.has(first.verdict)
  const isFull = first.quarantine === null && !isShort && (isInProduct || (first.verdict === 'unknown' && group.length > 1))
  const explained = `${subjects(group)}${BREAK}${explanation(group, links, shown, isFull)}`
  const open = first.quarantine === null ? shownProposals(group, shown.proposals, shown.answers) : []
  const proposed = open.flatMap((proposal) => proposalBlocks(proposal, links, shown.answers))
  if (!isFull) return [explained, ...proposed]
  const blocks = isInProduct ? [suspectHunk(first), valuesTable(group) || said(first), seeIt(first)] : [valuesTable(group)]
  return [explained, ...blocks, ...proposed].filter((text) => text !== '')
}

/** "**T1** `path::test`", or the job where none of its tests could run. */
export function subject({ shortId, testId, jobs }: Answer): string {
  return `**${shortId}** ${testId === '' ? `the job ${code(jobs[0] ?? '')}` : code(testId)}`
}

function subjects(group: AnswerGroup): string {
  const shown = group.length === NAMED + 1 ? group.length : NAMED
  const rest = group.slice(shown)
  const others = rest.length === 0 ? [] : [`and ${counted(rest.length, 'more test')} (${rest[0]?.shortId} to ${rest.at(-1)?.shortId})`]
  return [...group.slice(0, shown).map(subject), ...others].join(BREAK)
}

function explanation(group: AnswerGroup, links: Links, shown: ShownRepairs, isFull: boolean): string {
  const [answer] = group
  const { quarantine, verdict } = answer
  if (quarantine)
    return `**Quarantined** until ${words(quarantine.until.slice(0, 10))} by ${code(quarantine.owner)}: ${sentence(words(quarantine.reason, 120))}`
  const { one, many } = VERDICT_WORDS[verdict]
  const sentences = [
    `**${group.length === 1 ? one : many}**`,
    group.length === 1 ? '' : cascadeSentence(group.length, group.every(({ testId }) => testId === '') ? 'jobs' : 'tests', answer),
    sentence(markdownReason(answer.reason, links, group.length > 1 ? 'each' : 'it')),
    IN_THE_PRODUCT.has(verdict) ? suspects(answer, links) : '',
    isFull || (verdict !== 'unknown' && !IN_THE_PRODUCT.has(verdict)) ? '' : inlineValues(answer),
    SPEAKS_OF_PACKAGES.has(verdict) ? describeDependencies(unnamed(answer)) : '',
    ...outcomes(group, shown, links),
  ]
  return sentences.filter((text) => text !== '').join(' ')
}

const SPEAKS_OF_PACKAGES: ReadonlySet<Verdict> = new Set([...IN_THE_PRODUCT, 'environment', 'unknown'])

/** Packages that the reason does not name yet. */
function unnamed({ dependencyChanges, reason }: Answer): Answer['dependencyChanges'] {
  const named = namedPackages(reason)
  return dependencyChanges.filter((change) => !named.some((one) => one.name === change.name && one.after === change.after))
}

function inlineValues({ values: compared }: Answer): string {
  if (compared === null) return ''
  const { expected, actual } = compared
  if (expected !== null && actual !== null) return `Expected ${code(expected, 120)}, got ${code(actual, 120)}.`
  return actual === null ? '' : `Got ${code(actual, 120)}.`
}

/** Both values, a row for each pair that differs; '' where nothing was compared. */
function valuesTable(group: AnswerGroup): string {
  const rows = Map.groupBy(
    group.filter(({ values }) => values !== null),
    ({ values }) => JSON.stringify(values),
  )
  if (rows.size === 0) return ''
  const all = [...rows.values()].map((members) => {
    const { expected, actual } = members[0]?.values ?? { expected: null, actual: null }
    const ids = members.map(({ shortId }) => shortId)
    const named = ids.length > 3 ? `${ids[0]} and ${ids.length - 1} more` : ids.join(', ')
    return [named, expected === null ? null : codeCell(expected), actual === null ? null : codeCell(actual)]
  })
  const shown = all.slice(0, VALUES)
  const rest = all.length - shown.length
  return table(['', 'expected', 'actual'], [...shown, ...(rest > 0 ? [[`and ${rest} more`, '', '']] : [])])
}

function said({ message }: Answer): string {
  return message === '' ? '' : `The failure says: ${code(firstLine(message), 200)}`
}

function seeIt(answer: Answer): string {
  const command = runOneTest(answer)
  return command === null ? '' : `To see ${answer.shortId} fail:\n\n${codeBlock(asUntrusted(command), 'sh', 1, 400)}`
}
