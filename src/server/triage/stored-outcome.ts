import { Reason, reason } from '../../model/reason.ts'

type Fields = Readonly<Record<string, unknown>>

/**
 * A stored outcome as this version reads it. Version 1 kept sentences: each becomes a reason that holds its text. So does a reason of
 * another version whose code is not known here.
 */
export function currentOutcome(stored: unknown): unknown {
  if (!isFields(stored) || (stored['version'] !== 1 && stored['version'] !== 2) || !Array.isArray(stored['answers'])) return stored
  return { ...stored, version: 2, answers: stored['answers'].map(currentAnswer) }
}

function currentAnswer(answer: unknown): unknown {
  if (!isFields(answer)) return answer
  const { rootCause, repair, evidence } = answer
  return {
    ...answer,
    reason: known(answer['reason'], rootCause),
    repair: isFields(repair) && 'reason' in repair ? { ...repair, reason: known(repair['reason'], repair['reason']) } : repair,
    evidence: Array.isArray(evidence) ? evidence.map(currentStep) : evidence,
  }
}

function currentStep(step: unknown): unknown {
  if (!isFields(step)) return step
  const { detail, ...rest } = step
  return { ...rest, reason: known(step['reason'], detail) }
}

function known(stored: unknown, text: unknown): unknown {
  return Reason.safeParse(stored).success ? stored : reason('earlier-version', { text: typeof text === 'string' ? text : '' })
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null
}
