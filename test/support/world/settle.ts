import { setTimeout as sleep } from 'node:timers/promises'
import type { GitHub } from '../github/start-github.ts'
import type { Watch } from './watch.ts'

const LOOK_MS = 50
const SHOWN = 40

/** Resolves when GitHub's side and the server's are both at rest, one look after the other. */
export async function settle(github: GitHub, watch: Watch, lines: readonly string[], timeoutMs: number): Promise<void> {
  const end = performance.now() + timeoutMs
  let quiet = 0
  while (quiet < 2) {
    await within(github.idle(), end)
    const [open, dead] = [await watch.open(), await watch.dead()]
    const why = dead.length > 0 ? 'a job failed for good' : `not settled after ${Math.round(timeoutMs / 1_000)} s`
    quiet = open.length === 0 ? quiet + 1 : 0
    if (performance.now() > end || dead.length > 0)
      throw new Error(`${why}:\n${[...dead, ...open].join('\n')}\n\nserver log:\n${lines.slice(-SHOWN).join('\n')}`)
    if (quiet < 2) await sleep(quiet === 0 ? LOOK_MS : 10)
  }
}

async function within(work: Promise<void>, end: number): Promise<void> {
  const left = new AbortController()
  const late = sleep(Math.max(end - performance.now(), 0) + 1, undefined, { signal: left.signal }).catch(() => {})
  await Promise.race([work, late]).finally(() => left.abort())
}
