import { cascadeSentence, cascades, causeEvidence } from '../engine/diagnosis/cascades.ts'
import { IN_THE_PRODUCT, VERDICT_WORDS } from '../engine/diagnosis/verdict-words.ts'
import { titleOf } from '../engine/reasons/titles.ts'
import { callersFollow } from '../engine/review/callers-follow.ts'
import { refusing } from '../engine/review/index.ts'
import { passesAlone } from '../engine/review/passes-alone.ts'
import type { FailureAnalysis } from '../model/failure-analysis.ts'
import type { HealingResult } from '../model/result/healing-result.ts'

/** What a person at a terminal wants to know: the answer for each test, then the patch. */
export function healSummary(result: HealingResult, { applied }: { readonly applied: boolean }): string {
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
  const seconds = (ms: number) => (ms / 1000).toFixed(1)
  return [
    ...lines,
    // the first check that failed says it; the ones after it mostly fail for the same reason
    ...refused.flatMap(({ checks }) => {
      const [failed] = refusing(checks)
      return failed ? [`A repair was tried and refused: ${titleOf(failed.name)}: ${failed.detail}`] : []
    }),
    ...proposals(refused),
    ...(offered.length > 0
      ? [
          `${offered.flatMap(({ testIds }) => testIds).length} of ${analyses.length} tests are repaired${applied ? '' : ' by this patch (--apply writes it)'}; not run: ${notRun(offered)}`,
          '',
          result.patch.trimEnd(),
          '',
        ]
      : []),
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
  return [
    ...new Set(offered.flatMap(({ checks }) => checks.filter(({ outcome }) => outcome === 'not_run').map(({ name }) => titleOf(name)))),
  ].join(', ')
}

/** Edits that change what a test expects, or that something besides the source keeps open, and what a person types to say yes to them. */
function proposals(repairs: HealingResult['repairs']): readonly string[] {
  const proposed = repairs.filter(({ tier, checks }) => {
    const hasPassed = checks.some(({ name, outcome }) => name === passesAlone.name && outcome === 'passed')
    return tier === 'C' && hasPassed && refusing(checks).length === 0
  })
  return proposed.flatMap(({ testIds, oracle, changes, expectations, checks }) => [
    oracle === 'changed' ? 'Proposed, if the change was meant:' : `Proposed, if that is no caller: ${openOf(checks)}`,
    ...changes.map(({ file, line, before, after }) => `  ${file}:${line}  ${before} → ${after}`),
    ...[...new Set(expectations.map(({ explainedBy }) => explainedBy))].filter((why) => why !== '').map((why) => `  because ${why}`),
    `  --accept ${testIds.map((id) => (/[^\w./:-]/.test(id) ? `'${id.replaceAll("'", "'\\''")}'` : id)).join(' ')}`,
    '',
  ])
}

/** What may still use the old contract: that alone makes a proposal of a repair which keeps every expectation. */
function openOf(checks: HealingResult['repairs'][number]['checks']): string {
  return checks.find(({ name }) => name === callersFollow.name)?.detail ?? ''
}
