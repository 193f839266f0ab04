import { rmSync } from 'node:fs'
import { seeded } from '../../parse/seeded.ts'
import { installPeers } from './peers.ts'
import { searchPolluter } from './polluters.ts'
import { measureReruns, type Rerun } from './reruns.ts'

const PLANTED = 10
const LEAST_TIMES_FRESH = 3
const MOST_OF_THEIR_TIME = 0.4

/** Ours beside what one would use without it, in the same run. `false` where a bar is missed. */
export async function benchSpeed({ sample, seed }: { readonly sample: number; readonly seed: number }): Promise<boolean> {
  const print = (line: string) => process.stdout.write(`${line}\n`)
  const peers = await installPeers()
  let isMet = true
  try {
    for (const framework of ['pytest', 'jest', 'vitest'] as const) {
      const ways = await measureReruns(framework, sample, framework === 'pytest' ? peers : null)
      const [fresh, ours] = ways
      const times = (ours?.perSecond ?? 0) / (fresh?.perSecond ?? 1)
      print(`${framework}: ${ways.map(lineOf).join(' | ')} | ${times.toFixed(1)} times fresh processes`)
      if (times < LEAST_TIMES_FRESH || ours?.wrong !== 0) isMet = false
    }
    const next = seeded(seed)
    const searches = []
    for (let count = 0; count < Math.min(PLANTED, sample); count += 1)
      searches.push(await searchPolluter(Math.floor(next() * 199), peers.python))
    for (const { planted, found, theirs, ms, theirMs } of searches)
      print(
        `  ${planted}: ${found === planted ? 'right' : `WRONG ${found}`} in ${(ms / 1000).toFixed(1)} s; detect-test-pollution ${theirs === planted ? 'right' : `WRONG ${theirs}`} in ${(theirMs / 1000).toFixed(1)} s`,
      )
    const share = middle(searches.map(({ ms, theirMs }) => ms / theirMs))
    const right = searches.filter(({ planted, found }) => planted === found).length
    print(
      `a polluter among 200 tests: right ${right} of ${searches.length}, in ${share.toFixed(2)} of the time of detect-test-pollution (median, n = ${searches.length})`,
    )
    return isMet && right === searches.length && share <= MOST_OF_THEIR_TIME
  } finally {
    rmSync(peers.folder, { recursive: true, force: true })
  }
}

function lineOf({ way, count, perSecond, wrong }: Rerun): string {
  return `${way} ${perSecond.toFixed(2)} a second, n = ${count}, wrong ${wrong}`
}

function middle(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return ((sorted[Math.floor((sorted.length - 1) / 2)] ?? 0) + (sorted[Math.ceil((sorted.length - 1) / 2)] ?? 0)) / 2
}
