import type { GateFacts, GateVerdict, GateWorkflow } from './gate-facts.ts'
import { judgeRun } from './judge-run.ts'

/**
 * What the check `Suture / gate` says of a commit. Green where nothing failed or every failure is quarantined, test and signature, and
 * everything shows that nothing else failed; in doubt red. It waits until each listed workflow has ended and was read. Pure.
 */
export function judgeGate(facts: GateFacts): GateVerdict {
  const judged = facts.workflows.flatMap(({ runs }) => runs.filter(isIn).map((run) => judgeRun(run, facts)))
  const red = [
    ...judged.flatMap((one) => one.red),
    ...facts.workflows.filter((workflow) => facts.isLate && hasNotBegun(workflow)).map(notBegun),
  ]
  const waitingFor = facts.workflows.flatMap((workflow) => waited(workflow, facts.isLate))
  return {
    state: waitingFor.length > 0 ? 'waiting' : red.length > 0 ? 'red' : 'green',
    ...{ waitingFor, red, muted: judged.flatMap((one) => one.muted), uncompared: judged.flatMap((one) => one.uncompared) },
  }
}

/** A run that was given up counts as read: it is red. */
function isIn({ isCompleted, isRead, unread }: GateWorkflow['runs'][number]): boolean {
  return isCompleted && (isRead || unread !== null)
}

function hasNotBegun({ runs }: GateWorkflow): boolean {
  return runs.length === 0
}

function notBegun({ listed }: GateWorkflow): GateVerdict['red'][number] {
  return { kind: 'not_begun', workflow: listed }
}

function waited(workflow: GateWorkflow, isLate: boolean): readonly string[] {
  if (hasNotBegun(workflow)) return isLate ? [] : [`${workflow.listed} (has not begun)`]
  return workflow.runs
    .filter((run) => !isIn(run))
    .map(({ name, event, isCompleted }) => `${name} (${event}${isCompleted ? ', being read' : ''})`)
}
