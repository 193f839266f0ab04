import { cleanTexts } from '../../model/clean-text.ts'
import type { EffectTarget } from '../github/target.ts'
import { setCheck, setGateCheck, setPredictionCheck } from './check-run.ts'
import { react, reply, upsertComment } from './comments.ts'
import type { Effect, EffectKind, EffectOf } from './effect.ts'
import { addLabels, closePullRequest, deleteBranch, type OpenedPull, openPullRequest } from './pull-requests.ts'
import { cancelRun, dispatchWorkflow } from './workflow-runs.ts'

/** The result of an effect: ids of what it created. */
export type EffectResults = {
  readonly upsert_comment: number | null
  readonly reply: number
  readonly react: unknown
  readonly check: number
  readonly gate_check: number
  readonly prediction_check: number
  readonly open_pull_request: OpenedPull
  readonly add_labels: unknown
  readonly close_pull_request: unknown
  readonly delete_branch: unknown
  readonly dispatch_workflow: number
  readonly cancel_run: unknown
}

type Apply = { readonly [Kind in EffectKind]: (target: EffectTarget, effect: EffectOf<Kind>) => Promise<EffectResults[Kind]> }

const APPLY: Apply = {
  upsert_comment: upsertComment,
  reply,
  react,
  check: setCheck,
  gate_check: setGateCheck,
  prediction_check: setPredictionCheck,
  open_pull_request: openPullRequest,
  add_labels: addLabels,
  close_pull_request: closePullRequest,
  delete_branch: deleteBranch,
  dispatch_workflow: dispatchWorkflow,
  cancel_run: cancelRun,
}

/** Makes one effect happen; again does no harm. This folder is the only place that changes anything on GitHub. */
export function applyEffect<Kind extends EffectKind>(target: EffectTarget, effect: EffectOf<Kind>): Promise<EffectResults[Kind]> {
  const apply: (target: EffectTarget, effect: EffectOf<Kind>) => Promise<EffectResults[Kind]> = APPLY[effect.kind as Kind]
  return apply(target, presentable(effect))
}

/** With texts that GitHub takes. Files of a commit stay as they are: a cleaned one would be another file. */
function presentable<One extends Effect>(effect: One): One {
  return 'files' in effect ? { ...cleanTexts(effect), files: effect.files } : cleanTexts(effect)
}

/** One after the other, in order: GitHub asks for that. */
export async function applyEffects(target: EffectTarget, effects: readonly Effect[]): Promise<void> {
  for (const effect of effects) await applyEffect(target, effect as EffectOf<EffectKind>)
}
