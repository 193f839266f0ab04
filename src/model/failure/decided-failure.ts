/** What identifies one failure of one test. */
export type FailureOfTest = { readonly testId: string; readonly strictSignature: string; readonly looseSignature: string }

/** Whether a quarantine, or a remembered 'no', is about this failure: the strict signature, or the loose one where any value counts. */
export function concerns(decision: FailureOfTest & { readonly anyValue: boolean }, failure: FailureOfTest): boolean {
  if (decision.testId !== failure.testId) return false
  return decision.anyValue ? decision.looseSignature === failure.looseSignature : decision.strictSignature === failure.strictSignature
}
