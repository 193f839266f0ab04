import { applyEffect } from '../effects/apply-effects.ts'
import { judgeGate } from '../gate/judge-gate.ts'
import { gatherQuarantines, gatherWorkflows } from '../heal-steps/gate/gather-gate.ts'
import { readUnrecorded } from '../heal-steps/gate/read-unrecorded.ts'
import { openJobScope } from '../heal-steps/job-scope.ts'
import { findGateWorkflows, openGate, saveGate, saveGateWorkflows } from '../history/gates.ts'
import type { Job } from '../queue/job.ts'
import { renderGateCheck, renderUnreadableGate } from '../render/gate/gate-check.ts'

/** After this a listed workflow that has not begun for a commit is no longer expected; GitHub begins one within seconds. */
const BEGINS_WITHIN_S = 15 * 60

/** Judges the check `Suture / gate` of one commit by what is known now. Where nothing is listed there is no such check. */
export const gate: Job<'gate'> = {
  name: 'gate',
  expireInSeconds: 120,
  async run({ repositoryId, headSha }, context) {
    const { history, now, log, send } = context
    const { database } = history
    const scope = await openJobScope(context, repositoryId)
    if (!scope) return
    const { settings, notes, isReadable } = await scope.settings()
    if (isReadable) await saveGateWorkflows(database, repositoryId, settings.gate)
    else if ((await findGateWorkflows(database, repositoryId)).length > 0)
      await applyEffect(scope.target, { kind: 'gate_check', headSha, ...renderUnreadableGate(notes) })
    if (settings.gate.length === 0) return
    const { firstSeenAt } = await openGate(database, repositoryId, headSha, now())
    const { workflows, branch } = await gatherWorkflows(database, scope, headSha, settings.gate)
    await readUnrecorded(context, scope, headSha)
    const quarantines = await gatherQuarantines(database, repositoryId, workflows, now())
    const waitedS = (now().getTime() - firstSeenAt.getTime()) / 1_000
    const verdict = judgeGate({ workflows, quarantines, minTests: settings.GATE_MIN_TESTS, isLate: waitedS >= BEGINS_WITHIN_S })
    await applyEffect(scope.target, { kind: 'gate_check', headSha, ...renderGateCheck(verdict, []) })
    const { state, muted, red } = verdict
    const failed = [
      ...red.flatMap((point) => (point.kind === 'failure' ? [point.failure.testId] : [])),
      ...muted.map(({ failure }) => failure.testId),
    ]
    await saveGate(
      database,
      {
        repositoryId,
        headSha,
        headBranch: branch,
        state,
        tests: [...new Set(failed)],
        quarantines: [...new Set(muted.map(({ quarantine }) => quarantine.id))],
      },
      now(),
    )
    if (workflows.some(({ runs }) => runs.length === 0) && waitedS < BEGINS_WITHIN_S)
      await history.transaction((inOne) =>
        send(inOne, 'gate', { repositoryId, headSha }, { afterSeconds: Math.ceil(BEGINS_WITHIN_S - waitedS) + 1 }),
      )
    log.info({ state, muted: muted.length, red: red.length }, 'gate judged')
  },
}
