import { type EffectTarget, NO_RETRY } from '../github/target.ts'
import { createOnce } from './create-once.ts'
import type { EffectOf } from './effect.ts'

const CHECK_NAME = 'Suture'
export const GATE_NAME = 'Suture / gate'

/** Creates the check on a commit, or brings the one that is there up to date: a commit has one. Returns its id. */
export function setCheck(target: EffectTarget, effect: EffectOf<'check'>): Promise<number> {
  return setNamed(target, CHECK_NAME, effect, effect.externalId)
}

/** The same for the gate. */
export function setGateCheck(target: EffectTarget, effect: EffectOf<'gate_check'>): Promise<number> {
  return setNamed(target, GATE_NAME, effect, effect.headSha)
}

/** The same for what is expected of a commit's tests. */
export function setPredictionCheck(target: EffectTarget, effect: EffectOf<'prediction_check'>): Promise<number> {
  return setNamed(target, 'Suture / prediction', effect, effect.headSha)
}

async function setNamed(
  target: EffectTarget,
  name: string,
  { headSha, output, conclusion }: EffectOf<'check' | 'gate_check' | 'prediction_check'>,
  externalId: string,
): Promise<number> {
  const { octokit, owner, repo } = target
  const state = conclusion === null ? ({ status: 'in_progress' } as const) : ({ status: 'completed', conclusion } as const)
  const content = { owner, repo, name, external_id: externalId, output, ...state }
  let isNew = false
  const id = await createOnce(
    octokit,
    () => findCheck(target, name, headSha),
    async () => {
      const { data } = await octokit.rest.checks.create({ ...content, head_sha: headSha, ...NO_RETRY })
      isNew = true
      return data.id
    },
  )
  if (!isNew) await octokit.rest.checks.update({ ...content, check_run_id: id })
  return id
}

async function findCheck({ octokit, owner, repo, login }: EffectTarget, name: string, ref: string): Promise<number | null> {
  const { data } = await octokit.rest.checks.listForRef({ owner, repo, ref, check_name: name, per_page: 100 })
  return data.check_runs.find(({ app }) => `${app?.slug}[bot]` === login)?.id ?? null
}
