import { isOwnRun } from '../github/own-work.ts'

/** What GitHub says of a run, asked by ourselves. `workflow`: whether the file at the run's own commit is our workflow, and if not, why. */
export type RunFacts = {
  readonly id: number
  readonly attempt: number
  readonly path: string
  readonly event: string
  readonly headBranch: string | null
  readonly actor: string | null
  readonly workflow: { readonly outcome: 'ours' } | { readonly outcome: 'foreign'; readonly detail: string }
}

/** The run that was dispatched, and the App's login. */
export type ExpectedRun = { readonly id: number; readonly defaultBranch: string; readonly actor: string }

/** Why a run is not the one that we started, or `null` where it is: a report of any other run counts for nothing. */
export function checkRunFacts(facts: RunFacts, expected: ExpectedRun): string | null {
  if (facts.id !== expected.id) return 'it comes from a different run than the one that Suture started'
  if (facts.attempt !== 1) return 'somebody restarted the run'
  if (!isOwnRun(facts)) return `the run belongs to ${facts.path}, started by ${facts.event}`
  if (facts.headBranch !== expected.defaultBranch)
    return `the run is on the branch ${facts.headBranch ?? '(none)'}, not on ${expected.defaultBranch}`
  if (facts.actor !== expected.actor) return `the run was started by ${facts.actor ?? 'nobody'}`
  if (facts.workflow.outcome === 'foreign')
    return `the workflow at the run's commit is not the one that Suture wrote: ${facts.workflow.detail}`
  return null
}
