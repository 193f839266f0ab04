import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { frameworkNamed } from '../../engine/frameworks/index.ts'
import type { Hunted } from '../../engine/hunt/hunt.ts'
import { judgeParts } from '../../engine/hunt/in-parts.ts'
import { SutureError } from '../../model/error.ts'
import type { FrameworkName } from '../../model/framework-name.ts'
import type { HuntJob } from '../../protocol/hunt-job.ts'
import { StageCures } from '../../protocol/stage-cures.ts'
import { StageHunt } from '../../protocol/stage-hunt.ts'
import { readJson } from '../workspace/write-json.ts'
import { huntRequestOf } from './hunt-job.ts'

/** What the jobs of a hunt left: the survey first, then the experiments; `cures` where they were tried. */
export type HuntStages = { readonly stages: readonly StageHunt[]; readonly cures: StageCures | null }

/** Reads a folder with their files: how a download lays them out differs from version to version of the action. */
export async function readHuntStages(folder: string, { nonce }: HuntJob): Promise<HuntStages> {
  const files = (await readdir(folder, { recursive: true })).filter((path) => path.endsWith('.json'))
  const stages: StageHunt[] = []
  let cures: StageCures | null = null
  for (const path of files) {
    const value = await readJson(join(folder, path))
    const [stage, cured] = [StageHunt.safeParse(value), StageCures.safeParse(value)]
    if (stage.success && stage.data.nonce === nonce) stages.push(stage.data)
    if (cured.success && cured.data.nonce === nonce) cures = cured.data
  }
  const ordered = stages.toSorted((one, other) => one.leg - other.leg)
  if (ordered[0]?.leg !== 0) throw new SutureError('bad_stage', 'the survey of this hunt is missing', 'run the workflow again')
  return { stages: ordered, cures }
}

/** What all machines saw, judged together for each framework. */
export function judgeStages(job: HuntJob, { stages }: HuntStages): ReadonlyMap<FrameworkName, Hunted> {
  const parts = stages.flatMap((stage) => stage.parts)
  const judged = [...Map.groupBy(parts, ({ framework }) => framework)].flatMap(([name, own]) => {
    const framework = frameworkNamed(name)
    return framework === null ? [] : [[framework.name, judgeParts(framework, huntRequestOf(job, 0, 1), own)] as const]
  })
  return new Map(judged)
}
