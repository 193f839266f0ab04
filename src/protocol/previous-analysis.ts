import { z } from 'zod'
import { FailureAnalysis } from '../model/failure-analysis.ts'
import { reason } from '../model/reason.ts'

/** An analysis of protocol 1, in which reasons were sentences: they are kept as such. */
export const PreviousAnalysis = z.preprocess((value) => {
  if (!isRecord(value)) return value
  const evidence = Array.isArray(value['evidence']) ? value['evidence'].map((step) => withReason(step, 'detail')) : value['evidence']
  return { ...withReason(value, 'rootCause'), evidence }
}, FailureAnalysis)

function withReason(value: unknown, sentence: string): Record<string, unknown> {
  if (!isRecord(value)) return {}
  const text = value[sentence]
  return { ...value, reason: reason('earlier-version', { text: typeof text === 'string' ? text : '' }) }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
