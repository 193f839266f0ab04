import type { Evidence } from '../../model/failure-analysis.ts'
import { asUntrusted } from '../../model/untrusted.ts'
import { type Answer, groupAnswers } from '../triage/answer.ts'
import { subject } from './answer-group.ts'
import { codeBlock, folded, table, words } from './markdown.ts'
import { type Links, permalink } from './permalink.ts'
import { similarLines } from './similar-lines.ts'
import { VERDICT_WORDS } from './verdict-words.ts'

const OUTCOMES: Readonly<Record<Evidence['outcome'], string>> = {
  decisive: '**decided**',
  supports: 'supports',
  nothing: 'nothing',
  not_run: 'not run',
}

/** What was looked at, rung by rung, what happened before, and what would change each answer: all folded. */
export function evidenceBlocks(answers: readonly Answer[], links: Links): readonly string[] {
  const groups = groupAnswers(answers)
  const looked = groups.flatMap(([first, ...rest]) => {
    if (first.evidence.length + first.culprits.length === 0) return []
    const others = rest.length === 0 ? '' : ` and ${rest.length} more`
    return [[`${subject(first)}${others}`, ladder(first), ...suspects(first, links)].filter((text) => text !== '').join('\n\n')]
  })
  const similar = groups.flatMap(([first]) => {
    const lines = similarLines(first.similarFailures, first.testId, links)
    return lines.length === 0 ? [] : [[subject(first), lines.join('\n')].join('\n\n')]
  })
  // of a broken product it is said above, unfolded
  const open = answers.filter(({ quarantine, verdict }) => !quarantine && verdict !== 'product_regression')
  const verdicts = [...new Set(open.map(({ verdict }) => verdict))]
  const reconsider = verdicts.map((verdict) => `- *${VERDICT_WORDS[verdict].one}* ${VERDICT_WORDS[verdict].reconsider}`)
  return [
    looked.length === 0 ? '' : folded('What was looked at', looked.join('\n\n')),
    similar.length === 0 ? '' : folded('Earlier failures like this', similar.join('\n\n')),
    reconsider.length === 0 ? '' : folded('What would change an answer', reconsider.join('\n')),
  ]
}

/** Every rung that was asked, in order. */
function ladder({ evidence }: Answer): string {
  if (evidence.length === 0) return ''
  return table(
    ['looked at', 'outcome', 'seen'],
    evidence.map(({ rung, outcome, detail }) => [words(rung, 80), OUTCOMES[outcome], words(detail, 400)]),
  )
}

function suspects({ culprits }: Answer, links: Links): readonly string[] {
  return culprits
    .slice(0, 3)
    .map(({ file, line, hunk }) => `${permalink(links, file, line)}${hunk === '' ? '' : `\n\n${codeBlock(asUntrusted(hunk), 'diff', 24)}`}`)
}
