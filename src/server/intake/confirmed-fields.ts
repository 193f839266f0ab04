import { wholeWord } from '../../engine/languages/whole-word.ts'
import type { FailureAnalysis } from '../../model/failure-analysis.ts'

/** What CI's own logs and reports say of each failing test, by its id. */
export type CiMessages = ReadonlyMap<string, readonly string[]>

/**
 * What a failure says about the class of an object whose type cannot be read, only where CI saw the same: otherwise a report could choose
 * which object of a test an edit is about.
 */
export function confirmedFields(analysis: FailureAnalysis, ciMessages: CiMessages): FailureAnalysis {
  const { fields, ...rest } = analysis
  if (fields === undefined) return analysis
  const named = [fields.missingName ?? fields.callable, fields.owner].filter((name) => name !== null)
  const isSeen = (ciMessages.get(analysis.failure.testId) ?? []).some((message) => named.every((name) => wholeWord(name).test(message)))
  return isSeen ? analysis : rest
}
