import type { FailureAnalysis } from '../../../model/failure-analysis.ts'
import { messageShape } from '../message-shape.ts'

/**
 * One cause and one message have one answer: signs differ with the words around each test, and what shows that a change was meant shows
 * it for every test that this part breaks. Who fails with other values is not called out of date with them, but no longer a broken product.
 */
export function oneAnswer(analyses: readonly FailureAnalysis[]): readonly FailureAnalysis[] {
  const judged = analyses.filter(({ intent }) => intent !== undefined)
  const alike = Map.groupBy(judged, (analysis) => keyOf(analysis, messageShape(analysis.failure.errorMessage).shape))
  const answers = new Map<FailureAnalysis, FailureAnalysis>()
  for (const members of alike.values()) {
    const exact = Map.groupBy(members, (analysis) => keyOf(analysis, analysis.failure.errorMessage))
    const open = likeliest(members.filter(({ verdict }) => verdict === 'unknown' || verdict === 'behaviour_changed'))
    for (const same of exact.values()) {
      const best = likeliest(same)
      const answer = best?.verdict === 'product_regression' ? (open ?? best) : best
      for (const analysis of same) if (answer !== undefined) answers.set(analysis, answeredAs(analysis, answer))
    }
  }
  return analyses.map((analysis) => answers.get(analysis) ?? analysis)
}

function keyOf({ culprits, failure }: FailureAnalysis, message: string): string {
  const places = culprits.map(({ file, line }) => `${file}:${line}`)
  return JSON.stringify([failure.testFramework, places.toSorted(), message])
}

/** The one for which it is likeliest that the change was meant. */
function likeliest(analyses: readonly FailureAnalysis[]): FailureAnalysis | undefined {
  return analyses.toSorted((one, other) => (other.intent?.posterior ?? 0) - (one.intent?.posterior ?? 0))[0]
}

function answeredAs(
  analysis: FailureAnalysis,
  { verdict, reason, rootCause, confidence, intent, evidence }: FailureAnalysis,
): FailureAnalysis {
  if (analysis.verdict === verdict) return analysis
  const last = evidence.slice(-1)
  return { ...analysis, verdict, reason, rootCause, confidence, intent, evidence: [...analysis.evidence.slice(0, -1), ...last] }
}
