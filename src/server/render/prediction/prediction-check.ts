import type { CheckOutput } from '../../effects/effect.ts'
import { code, counted, fitted, words } from '../markdown.ts'

/** One test as the check shows it. */
export type ShownPrediction = {
  readonly testId: string
  readonly file: string | null
  readonly failure: number
  readonly maintenance: number
  readonly reasons: readonly string[]
}

const MOST_SHOWN = 15
/** What is likelier than one in four is worth a look; what is less likely is left to CI. */
const LIKELY = 0.25
const NEEDS_EDIT = 0.5

/** What the check `Suture / prediction` says before CI ends. It never fails. */
export function renderPrediction(
  expected: readonly ShownPrediction[],
  basis: { readonly runs: number; readonly failures: number },
): { readonly conclusion: 'neutral'; readonly output: CheckOutput } {
  const failing = expected.filter(({ failure }) => failure >= LIKELY).toSorted((one, other) => other.failure - one.failure)
  const upkeep = expected
    .filter(({ maintenance }) => maintenance >= NEEDS_EDIT)
    .toSorted((one, other) => other.maintenance - one.maintenance)
  const files = [...new Map(upkeep.map((one) => [one.file ?? one.testId, one])).values()]
  const blocks = [
    failing.length === 0
      ? 'No test is likely to fail.'
      : listOf('**Likely to fail:**', failing, (one) => lineOf(one.testId, one.failure, one.reasons)),
    files.length === 0 ? '' : listOf('**May need an edit:**', files, (one) => lineOf(one.file ?? one.testId, one.maintenance, one.reasons)),
    `<sub>Said before CI ended, from ${counted(basis.runs, 'run')} with ${counted(basis.failures, 'failure')}; nothing was run for it. How it came out is stored. \`PREDICTION: false\` ends this.</sub>`,
  ]
  return { conclusion: 'neutral', output: { title: titleOf(failing.length, files.length), summary: fitted(blocks) } }
}

function titleOf(failing: number, edits: number): string {
  const parts = [
    ...(failing === 0 ? [] : [`${counted(failing, 'test')} may fail`]),
    ...(edits === 0 ? [] : [`${counted(edits, 'test file')} may need an edit`]),
  ]
  return parts.length === 0 ? 'Nothing is likely to fail' : parts.join(', ')
}

function listOf<One>(head: string, all: readonly One[], line: (one: One) => string): string {
  const more = all.length > MOST_SHOWN ? [`- and ${all.length - MOST_SHOWN} more`] : []
  return [head, ...all.slice(0, MOST_SHOWN).map(line), ...more].join('\n')
}

function lineOf(name: string, probability: number, reasons: readonly string[]): string {
  return `- ${code(name)}, ${Math.round(100 * probability)} %${reasons.length === 0 ? '' : `: ${words(reasons.join('; '), 400)}`}`
}
