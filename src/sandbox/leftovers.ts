import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Environment } from '../model/environment.ts'
import { isolation } from './isolation.ts'
import { livingChildren } from './living-children.ts'
import { hasInEnvironment, type ListedProcess, processList } from './process-list.ts'
import { belowOf } from './process-tree.ts'

const MARK = ['SUTURE_RUN', randomUUID()] as const

/** Variables for a program under test by which what it leaves running is found again; none where a namespace ends that. */
export function isolationMark(): Environment {
  return isolation().length > 0 ? {} : Object.fromEntries([MARK])
}

const ROUNDS = 40
const ROUND_MS = 10

/**
 * Ends what programs under test left running, where no namespace does that, and returns the names. In a job of GitHub on a hosted
 * machine (the caller's SUTURE_MACHINE and SUTURE_STARTED say so) that is every process that began after the job, may be ended, and is
 * neither ours nor above us; elsewhere it is those that carry our mark, and one that hides it lives on.
 */
export async function endLeftovers(env: Environment): Promise<readonly string[]> {
  const started = env['SUTURE_MACHINE'] === 'github-hosted' ? Number(env['SUTURE_STARTED'] || Number.NaN) : Number.NaN
  if (isolation().length > 0 && Number.isNaN(started)) return []
  const isLeft = Number.isNaN(started)
    ? ({ id }: ListedProcess) => hasInEnvironment(id, MARK.join('='))
    : (one: ListedProcess) => one.started > started
  const ended: string[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const names = endOnce(isLeft)
    if (names.length === 0) break
    ended.push(...names)
    await sleep(ROUND_MS)
  }
  return [...new Set(ended)]
}

function endOnce(isLeft: (one: ListedProcess) => boolean): readonly string[] {
  const all = processList() ?? []
  const parents = new Map(all.map(({ id, parent }) => [id, parent]))
  const above = new Set<number>()
  for (let at: number | undefined = process.pid; at !== undefined && !above.has(at); at = parents.get(at)) above.add(at)
  const ours = belowOf(livingChildren(), all)
  return all.flatMap((one) => (!above.has(one.id) && !ours.has(one.id) && isLeft(one) && end(one.id) ? [one.name] : []))
}

/** Whether it could be ended: processes of others cannot. */
function end(id: number): boolean {
  try {
    return process.kill(id, 'SIGKILL')
  } catch {
    return false
  }
}
