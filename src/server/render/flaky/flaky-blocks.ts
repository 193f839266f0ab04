import { plainReason } from '../../../engine/reasons/plain-reason.ts'
import { asUntrusted } from '../../../model/untrusted.ts'
import type { Excuse, FlakyNote } from '../../triage/flaky-note.ts'
import { code, codeBlock, counted, folded, words } from '../markdown.ts'
import { commitLink, type Links } from '../permalink.ts'

const SHOWN = 3 // whole; the others are folded
const MOST = 20

const EXCUSES: Readonly<Record<Excuse, string>> = {
  passed_again: 'This failure went away on the same code.',
  seen_before: 'It failed in this very way before while it was flaky; no run has shown that this failure goes away.',
  touched: '**That does not excuse this failure:** lines of this change make it fail. See its answer above.',
  new_failure: '**That does not excuse this failure:** it never failed in this way before. See its answer above.',
}

/** What is known of the flaky tests that failed here: how often, since when, why, and what to do. Nothing where none did. */
export function flakyBlocks(notes: readonly FlakyNote[], links: Links): readonly string[] {
  if (notes.length === 0) return []
  const blocks = notes.slice(0, MOST).map((note) => flakyBlock(note, links))
  const rest = blocks.slice(SHOWN)
  const more = notes.length > MOST ? [`and ${notes.length - MOST} more`] : []
  return [
    ...blocks.slice(0, SHOWN),
    ...(rest.length === 0 ? [] : [folded(`${counted(notes.length - SHOWN, 'more flaky test')}`, [...rest, ...more].join('\n\n'))]),
  ]
}

function flakyBlock(note: FlakyNote, links: Links): string {
  const { finding } = note
  const [cause] = finding?.finding.causes ?? []
  const causes = finding?.finding.causes.filter((one) => one.cause !== 'unknown') ?? []
  const hunt =
    finding === null ? '' : `as a search on ${commitLink(links, finding.headSha)} showed (${finding.at.toISOString().slice(0, 10)})`
  const lines = [
    `**Known to be flaky: ${note.shortId} ${code(note.testId)}.** ${EXCUSES[note.excuse]}`,
    ...often(note),
    ...since(note, links),
    ...causes.map(({ cause: name, evidence }) => `- Cause: *${words(name.replaceAll('_', ' '))}*, ${hunt}: ${words(evidence, 300)}`),
    ...(finding !== null && causes.length === 0
      ? [`- Cause: unknown, ${hunt}: ${words(cause?.evidence ?? 'nothing made a difference', 300)}`]
      : []),
    ...(finding === null ? [] : cure(finding)),
    `- What to do: ${finding === null ? '' : `${words(finding.finding.action, 300)}; until then `}\`/quarantine ${note.shortId} reason: …\` mutes this one failure.`,
  ]
  return lines.join('\n')
}

/** A cure that was made and tried, or why there is none. */
function cure({ cure: made, finding: { uncured } }: NonNullable<FlakyNote['finding']>): readonly string[] {
  if (made?.pullNumber != null) return [`- A cure of it is offered in #${made.pullNumber}.`]
  if (made?.patch != null) {
    const patch = codeBlock(asUntrusted(made.patch.trimEnd()), 'diff', 100)
    return [`- A cure of it was made and tried; the edit:\n\n${folded('cure', patch)}\n`]
  }
  return uncured === undefined ? [] : [`- No cure: ${words(plainReason(uncured), 300)}.`]
}

/** The last runs, oldest first, and the rate. */
function often({ runs, failed, total, interval: [low, high], probability }: FlakyNote): readonly string[] {
  if (total === 0) return []
  const strip = runs.map((passed) => (passed ? '✓' : '✗')).join('')
  const percent = (rate: number) => Math.round(100 * rate)
  const likely = probability < 1 ? ` By that it is flaky with a probability of ${Math.floor(100 * probability)} %.` : ''
  return [
    `- ${strip} failed in ${failed} of ${counted(total, 'run')} in CI, the last on the right (${percent(low)} to ${percent(high)} % with a probability of 95 %).${likely}`,
  ]
}

function since({ since: first }: FlakyNote, links: Links): readonly string[] {
  if (first === null) return []
  const before = first.passedBefore === 0 ? '' : `; the ${counted(first.passedBefore, 'run')} before it passed`
  return [`- Since ${commitLink(links, first.headSha)} at the latest${before}.`]
}
