import { availableParallelism } from 'node:os'
import type { Environment } from '../../model/environment.ts'
import type { RunConditions, UnmetCondition } from '../../model/runs/run-conditions.ts'
import { onOneProcessor } from '../../sandbox/one-processor.ts'

/**
 * What a process needs around it for these conditions. `set`: its variables. `before`: words before its command. `busy`: programs that keep
 * the processors busy meanwhile. `isOwn`: it needs a process that was started for it.
 */
export type ProcessConditions = {
  readonly set: Environment
  readonly before: readonly string[]
  readonly busy: number
  readonly isOwn: boolean
  readonly unmet: readonly UnmetCondition[]
}

/** A process has them from its beginning; others are made anew for each run. */
const OF_PROCESS = new Set(['hashSeed', 'zone', 'processors', 'workers', 'turns'])

/** Conditions that a framework's own probe makes are left to it. */
export function processConditions(conditions: RunConditions = {}): ProcessConditions {
  const { hashSeed, zone, processors, load, turns } = conditions
  const one = processors === 1 ? onOneProcessor() : []
  return {
    set: {
      ...(hashSeed === undefined ? {} : { PYTHONHASHSEED: String(hashSeed) }),
      ...(zone === undefined ? {} : { TZ: zone }),
      ...(turns === undefined ? {} : { UV_THREADPOOL_SIZE: '1' }),
    },
    before: one ?? [],
    // twice as many as there are processors: each test gets about a third of one
    busy: load === true ? 2 * availableParallelism() : 0,
    isOwn: Object.keys(conditions).some((name) => OF_PROCESS.has(name)),
    unmet: one === null ? [{ condition: 'processors', reason: 'this machine has no taskset' }] : [],
  }
}
