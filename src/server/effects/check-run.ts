import { type EffectTarget, NO_RETRY } from '../github/target.ts'
import { createOnce } from './create-once.ts'
import type { EffectOf } from './effect.ts'

const CHECK_NAME = 'Suture'

/** Creates the check on a commit, or brings the one that is there up to date: a commit has one. Returns its id. */
export async function setCheck(target: EffectTarget, effect: EffectOf<'check'>): Promise<number> {
  const { octokit, owner, repo } = target
  const { headSha, externalId, output, conclusion } = effect
  const state = conclusion === null ? ({ status: 'in_progress' } as const) : ({ status: 'completed', conclusion } as const)
  const content = { owner, repo, name: CHECK_NAME, external_id: externalId, output, ...state }
  let isNew = false
  const id = await createOnce(
    octokit,
    () => findCheck(target, headSha),
    async () => {
      const { data } = await octokit.rest.checks.create({ ...content, head_sha: headSha, ...NO_RETRY })
      isNew = true
      return data.id
    },
  )
  if (!isNew) await octokit.rest.checks.update({ ...content, check_run_id: id })
  return id
}

async function findCheck({ octokit, owner, repo, login }: EffectTarget, ref: string): Promise<number | null> {
  const { data } = await octokit.rest.checks.listForRef({ owner, repo, ref, check_name: CHECK_NAME, per_page: 100 })
  return data.check_runs.find(({ app }) => `${app?.slug}[bot]` === login)?.id ?? null
}
