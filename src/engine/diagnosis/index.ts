import type { Evidence, FailureAnalysis } from '../../model/failure-analysis.ts'
import { reason } from '../../model/reason.ts'
import { explained } from '../reasons/explained.ts'
import type { Decision, DiagnosisContext, Rule } from './rule.ts'
import { causalHunk } from './rungs/causal-hunk.ts'
import { changedDependency } from './rungs/changed-dependency.ts'
import { changedSource } from './rungs/changed-source.ts'
import { contractChange } from './rungs/contract-change.ts'
import { declaredIntent } from './rungs/declared-intent.ts'
import { failsOnBase } from './rungs/fails-on-base.ts'
import { flaky } from './rungs/flaky.ts'
import { MACHINE_RULES } from './rungs/machine/index.ts'
import { notReproduced } from './rungs/not-reproduced.ts'
import { patchedName } from './rungs/patched-name.ts'
import { productElsewhere } from './rungs/product-elsewhere.ts'
import { runBroken } from './rungs/run-broken.ts'
import { suggestedStrategies } from './suggested-strategies.ts'

/** The evidence ladder, strongest rung first; the first that decides names the verdict. */
export const RUNGS = [
  runBroken,
  productElsewhere,
  notReproduced,
  flaky,
  changedDependency,
  ...MACHINE_RULES,
  failsOnBase,
  causalHunk,
  contractChange,
  patchedName,
  declaredIntent,
  changedSource,
] satisfies readonly Rule[]

export type Diagnosis = Omit<FailureAnalysis, 'failure' | 'dependencyChanges' | 'similarFailures'>

/** Climbs the ladder for one test, once. Every rung that was asked is in `evidence`, in order. */
export function climb(context: DiagnosisContext): Diagnosis {
  const evidence: Evidence[] = []
  for (const rule of RUNGS) {
    const finding = rule.examine(context)
    evidence.push(finding.evidence)
    if (finding.decision) return answer(finding.decision, evidence, context)
  }
  return answer({ verdict: 'unknown', reason: reason('unexplained', {}), confidence: 0.5 }, evidence, context)
}

function answer(decision: Decision, evidence: readonly Evidence[], { failing }: DiagnosisContext): Diagnosis {
  const { expected, actual } = failing?.failure ?? { expected: null, actual: null }
  const culprits = [...(decision.culprits ?? [])]
  const codeChanges = [...(decision.codeChanges ?? [])]
  return {
    verdict: decision.verdict,
    ...explained(decision.reason),
    confidence: decision.confidence,
    codeChanges,
    suggestedStrategies: suggestedStrategies(codeChanges),
    evidence: [...evidence],
    values: expected || actual ? { expected: expected?.text ?? null, actual: actual?.text ?? null } : null,
    culprits,
    ...(culprits[0] ? { culprit: culprits[0] } : {}),
    ...(decision.intent ? { intent: decision.intent } : {}),
  }
}
