/** A workflow run of the commit; `isIngested`: its logs and reports are stored. */
export type RunProgress = { readonly isCompleted: boolean; readonly isIngested: boolean }

/** Whether a healing may start: every run of its commit has ended and was read, or it has waited long enough. */
export function mayStart(runs: readonly RunProgress[], waitUntil: Date | null, now: Date): boolean {
  if (waitUntil !== null && now >= waitUntil) return true
  return runs.length > 0 && runs.every(({ isCompleted, isIngested }) => isCompleted && isIngested)
}
