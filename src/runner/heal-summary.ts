import { cascadeSentence, cascades, causeEvidence } from '../engine/diagnosis/cascades.ts'
import { IN_THE_PRODUCT, VERDICT_WORDS } from '../engine/diagnosis/verdict-words.ts'
import { titleOf } from '../engine/reasons/titles.ts'
import { refusing } from '../engine/review/index.ts'
import type { FailureAnalysis } from '../model/failure-analysis.ts'
import type { HealingResult } from '../model/result/healing-result.ts'
import type { TestRepair } from '../model/test-repair.ts'
import { nextSteps, notShownLines, proposalLines, type Shown, valueLines } from './proposal-lines.ts'

/** What a person at a terminal wants to know: the answer for each test, then the patch. */
export function healSummary(result: HealingResult, shown: Shown): string {
  const { applied } = shown
  const { analyses, repairs } = result
  const notes = result.notes ?? []
  if (analyses.length === 0) return ['Every test passes.', ...notes].join('\n')
  const lines = cascades(analyses, causeEvidence).flatMap(({ lead, members }) => [
    `${VERDICT_WORDS[lead.verdict].short}: ${lead.rootCause}`,
    ...(members.length > 1 ? [cascadeSentence(members.length, 'tests', lead)] : []),
    ...members.slice(0, 10).map(({ failure }) => `  ${failure.testId}`),
    ...(members.length > 10 ? [`  and ${members.length - 10} more`] : []),
    ...valuesOf(members),
    '',
  ])
  const offered = repairs.filter(({ accepted }) => accepted)
  const refused = repairs.filter(({ accepted }) => !accepted)
  const accepted = offered.filter(({ tier }) => tier !== 'A')
  const next = nextSteps(result, shown)
  const seconds = (ms: number) => (ms / 1000).toFixed(1)
  return [
    ...lines,
    // the first check that failed says it; the ones after it mostly fail for the same reason
    ...refused.flatMap(({ checks, testIds }) => {
      const [failed] = refusing(checks)
      return failed
        ? [
            `A repair of ${testIds[0]}${testIds.length > 1 ? ` and ${testIds.length - 1} more` : ''} was tried and refused: ${titleOf(failed.name)}: ${failed.detail}`,
          ]
        : []
    }),
    ...proposalLines(result, shown),
    ...(offered.length > 0
      ? [
          `${offered.flatMap(({ testIds }) => testIds).length} of ${analyses.length} tests are repaired${applied ? '' : ' by this patch (--apply writes it)'}${notRun(offered)}`,
          ...accepted.flatMap((repair) => [
            `Accepted, so that ${changes(repair)}:`,
            ...repair.testIds.map((id) => `  ${id}`),
            ...valueLines(repair),
            ...notShownLines(repair),
            ...althoughLines(repair, analyses),
          ]),
          '',
          result.patch.trimEnd(),
          '',
        ]
      : []),
    ...(next.length > 0 ? [...next, ''] : []),
    ...notes,
    `${seconds(result.healingTimeMs)} s, of which the tests took ${seconds(result.timings.frameworkMs)} s`,
  ].join('\n')
}

function valuesOf([first, ...rest]: readonly FailureAnalysis[]): readonly string[] {
  const values = first?.values
  const isInProduct = first !== undefined && IN_THE_PRODUCT.has(first.verdict)
  const others = rest.filter((other) => JSON.stringify(other.values) !== JSON.stringify(values)).length
  return [
    ...(isInProduct && values ? [`    expected ${values.expected ?? '?'}`, `    actual   ${values.actual ?? '?'}`] : []),
    ...(isInProduct && others > 0 ? [`    and other values in ${others} of them`] : []),
    ...(isInProduct && first.culprit?.hunk ? first.culprit.hunk.split('\n').map((line) => `    ${line}`) : []),
  ]
}

function notRun(offered: HealingResult['repairs']): string {
  const names = offered.flatMap(({ checks }) => checks.filter(({ outcome }) => outcome === 'not_run').map(({ name }) => titleOf(name)))
  return names.length === 0 ? '' : `; not run: ${[...new Set(names)].join(', ')}`
}

/** The evidence of a bug that a person accepted a change against. */
function althoughLines({ testIds }: TestRepair, analyses: readonly FailureAnalysis[]): readonly string[] {
  return analyses
    .filter(({ verdict, failure }) => verdict === 'product_regression' && testIds.includes(failure.testId))
    .map(({ rootCause }) => `    although there are signs of a bug: ${rootCause}`)
}

function changes({ oracle }: TestRepair): string {
  return oracle === 'changed' ? 'what these tests expect changes' : 'these tests follow the new contract'
}
