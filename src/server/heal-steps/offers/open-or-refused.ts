import { SutureError } from '../../../model/error.ts'
import { applyEffect } from '../../effects/apply-effects.ts'
import type { EffectOf } from '../../effects/effect.ts'
import type { OpenedPull } from '../../effects/pull-requests.ts'
import { statusOf } from '../../github/target.ts'
import { isRefusal } from '../../github/whose-fault.ts'
import type { JobScope } from '../job-scope.ts'

/** The pull request, or why there can be none; then nothing of it is left behind. */
export async function openOrRefused({ target }: JobScope, effect: EffectOf<'open_pull_request'>): Promise<OpenedPull | string> {
  try {
    return await applyEffect(target, effect)
  } catch (error) {
    if (!(isRefusal(error) || (error instanceof SutureError && error.code === 'commit_not_signed'))) throw error
    await applyEffect(target, { kind: 'delete_branch', branch: effect.branch }).catch(() => {}) // who may not make it has none to delete
    return errorWords(error)
  }
}

function errorWords(error: unknown): string {
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
  const status = statusOf(error)
  return status === 0 ? line : `${status}, ${line}`
}
