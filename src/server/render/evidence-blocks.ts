import { isDeepStrictEqual } from 'node:util'
import { IN_THE_PRODUCT, VERDICT_WORDS } from '../../engine/diagnosis/verdict-words.ts'
import { rungTitle } from '../../engine/reasons/titles.ts'
import type { Evidence } from '../../model/failure-analysis.ts'
import { asUntrusted } from '../../model/untrusted.ts'
import { type Answer, groupAnswers } from '../triage/answer.ts'
import { subject } from './answer-group.ts'
import { codeBlock, folded, table, words } from './markdown.ts'
import { type Links, permalink } from './permalink.ts'
import { markdownCellReason } from './reason.ts'
import { reconsiderOf } from './reconsider.ts'
import { similarLines } from './similar-lines.ts'

const OUTCOMES: Readonly<Record<Evidence['outcome'], string>> = {
  decisive: '**decided**',
  supports: 'supports',
  nothing: 'nothing',
  not_run: 'not run',
}

/**
 * What was looked at, rung by rung, what happened before, and what would change each answer: all folded, except the last one if it is a
 * single sentence. `above` is the page so far; a hunk in it is not shown a second time.
 */
export function evidenceBlocks(answers: readonly Answer[], links: Links, above: readonly string[]): readonly string[] {
  const groups = groupAnswers(answers)
  const looked = groups.flatMap(([first, ...rest]) => {
    if (first.evidence.length + first.culprits.length === 0) return []
    const others = rest.length === 0 ? '' : ` and ${rest.length} more`
    return [
      [`${subject(first)}${others}`, ladder(first), ...suspects(first, links, above.join('\n\n'))]
        .filter((text) => text !== '')
        .join('\n\n'),
    ]
  })
  const similar = groups.flatMap(([first]) => {
    const lines = similarLines(first.similarFailures, first.testId, links)
    return lines.length === 0 ? [] : [[subject(first), lines.join('\n')].join('\n\n')]
  })
  // where the product is pointed at, it is said above, unfolded
  const open = answers.filter(({ quarantine, verdict }) => !quarantine && !IN_THE_PRODUCT.has(verdict))
  const reconsider = new Map(open.map((answer) => [reconsiderOf(answer), VERDICT_WORDS[answer.verdict].one]))
  const [only] = reconsider.keys()
  const isPlain = reconsider.size === 1 && open.length === answers.length
  return [
    isPlain && only !== undefined ? only : '',
    looked.length === 0 ? '' : folded('What was looked at', looked.join('\n\n')),
    similar.length === 0 ? '' : folded('Earlier failures like this', similar.join('\n\n')),
    isPlain || reconsider.size === 0
      ? ''
      : folded('What would change an answer', [...reconsider].map(([text, verdict]) => `- *${verdict}* ${text}`).join('\n')),
  ]
}

/** Every rung that was asked, in order; neighbours that saw the same share one row. */
function ladder({ evidence }: Answer): string {
  if (evidence.length === 0) return ''
  const rows: (readonly [Evidence, ...Evidence[]])[] = []
  for (const step of evidence) {
    const last = rows.at(-1)
    if (last?.[0].outcome === step.outcome && isDeepStrictEqual(last[0].reason, step.reason)) rows[rows.length - 1] = [...last, step]
    else rows.push([step])
  }
  return table(
    ['looked at', 'outcome', 'seen'],
    rows.map((steps) => [titles(steps), OUTCOMES[steps[0].outcome], markdownCellReason(steps[0].reason)]),
  )
}

function titles(steps: readonly Evidence[]): string {
  return steps.map(({ rung, outcome }) => words(rungTitle(rung, outcome === 'decisive'), 80)).join(', ')
}

function suspects({ culprits }: Answer, links: Links, above: string): readonly string[] {
  return culprits.slice(0, 3).flatMap(({ file, line, hunk }) => {
    const block = hunk === '' ? '' : codeBlock(asUntrusted(hunk), 'diff', 24)
    if (block !== '' && above.includes(block)) return []
    return [`${permalink(links, file, line)}${block === '' ? '' : `\n\n${block}`}`]
  })
}
