import type { Healed } from '../../engine/pipeline.ts'
import { plainReason } from '../../engine/reasons/plain-reason.ts'
import type { JudgedCandidate } from '../../engine/stages/judge.ts'
import type { Candidate, Edit } from '../../model/candidate.ts'
import type { FailureAnalysis } from '../../model/failure-analysis.ts'

/** How one test came to its answer: the ladder rung by rung, then every candidate and every 'no'. */
export function explainTest(healed: Healed, analysis: FailureAnalysis): readonly string[] {
  const { testId } = analysis.failure
  const diagnosed = healed.diagnosed.find(({ failure }) => failure.testId === testId) ?? analysis
  const declined = healed.declined.filter((one) => one.testId === testId)
  const candidates = healed.candidates.filter(({ testIds }) => testIds.includes(testId))
  const tried = healed.judged.filter(({ judgement }) => judgement.candidate.testIds.includes(testId))
  const untried = candidates.filter(({ id }) => !tried.some(({ judgement }) => judgement.candidate.id === id))
  return [
    testId,
    `  ${analysis.verdict} (${analysis.confidence.toFixed(2)}): ${analysis.rootCause}`,
    ...(diagnosed.verdict === analysis.verdict
      ? []
      : [`  the ladder alone said ${diagnosed.verdict} (${diagnosed.confidence.toFixed(2)})`]),
    '  evidence, strongest first',
    ...aligned(diagnosed.evidence.map(({ rung, outcome, reason }) => [rung, outcome, plainReason(reason)])),
    ...signsOf(diagnosed),
    ...(tried.length + untried.length + declined.length > 0 ? ['  repairs'] : ['  no strategy found anything to edit']),
    ...tried.flatMap(triedLines),
    ...untried.flatMap((candidate) => [`    ${nameOf(candidate)}: not tried`, ...candidate.edits.map(editLine)]),
    ...declined.map(({ strategy, reason }) => `    ${strategy} declined: ${plainReason(reason)}`),
  ]
}

function signsOf({ intent }: FailureAnalysis): readonly string[] {
  const seen = intent?.features.filter((feature) => feature.seen === true) ?? []
  if (intent === undefined) return []
  const rows = seen.map(({ name, weight, detail }) => [name, weight > 0 ? `+${weight}` : String(weight), detail])
  return [`  signs of intent: ${intent.posterior.toFixed(2)} that it was meant`, ...aligned(rows)]
}

function triedLines({ judgement, runs }: JudgedCandidate): readonly string[] {
  const { candidate, tier, checks, refusal } = judgement
  const outcome = refusal === null ? 'offered' : `not offered (${refusal.kind.replaceAll('_', ' ')})`
  return [
    `    ${nameOf(candidate)}: tier ${tier}, ${outcome}${runs === null ? ', no run was made' : ''}`,
    ...candidate.edits.map(editLine),
    ...aligned(
      checks.map(({ name, outcome: how, detail }) => [name, how.replace('_', ' '), detail]),
      '      ',
    ),
  ]
}

function nameOf({ id, strategy }: Candidate): string {
  return `${strategy} ${id}`
}

function editLine({ file, range, replacement, effect }: Edit): string {
  return `      ${effect} ${file} [${range.start}, ${range.end}) → ${JSON.stringify(replacement.slice(0, 120))}`
}

/** Columns of equal width; only the last one may be long, and its first line is shown. */
function aligned(rows: readonly (readonly string[])[], indent = '    '): readonly string[] {
  const width = (column: number) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0))
  const widths = [width(0), width(1)]
  return rows.map((row) => {
    const cells = row.map((cell, column) => (column < row.length - 1 ? cell.padEnd(widths[column] ?? 0) : (cell.split('\n')[0] ?? '')))
    return `${indent}${cells.join('  ')}`
  })
}
