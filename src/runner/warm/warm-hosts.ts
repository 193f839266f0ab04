import { mkdir, mkdtemp, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Environment } from '../../model/environment.ts'
import { type Host, type HostReply, openHost } from '../../sandbox/host.ts'
import type { RunResult } from '../../sandbox/run-process.ts'
import { removeWritten } from '../start-state/remove-written.ts'
import { changedPaths, stampTree, type TreeStamps } from '../workspace/tree-stamps.ts'
import { isHeldByName } from './held-by-name.ts'

/**
 * A project folder of the tree, and where its host may write. A `fresh` run is the first in its process and in its worker processes; one that
 * is `alone` is the first of its host.
 */
export type WarmProject = {
  readonly key: string
  readonly workspace: string
  readonly outFolder: string
  readonly fresh: boolean
  readonly alone: boolean
}

/** What to start and what to ask it for this run; `set` is the same for every run. `holdsTree`: texts of the tree stay in its memory. */
export type WarmCommand = {
  readonly command: readonly string[]
  readonly cwd: string
  readonly env: Environment
  readonly set: Environment
  readonly question: Readonly<Record<string, unknown>>
  readonly holdsTree: boolean
  readonly timeoutMs: number
  readonly outputLimitBytes: number
}

/** The processes that stay while a session lasts, one a project. */
export type WarmHosts = {
  /**
   * One run in the project's host. `prepare` gets the folder that the run writes to, empty; `read` makes the answer, or `null` where what was
   * written is not the answer of a run that ended well. `null` means: run it in a process of its own.
   */
  run<T>(
    project: WarmProject,
    prepare: (out: string) => Promise<WarmCommand | null>,
    read: (result: RunResult, out: string) => Promise<T | null>,
  ): Promise<T | null>
  close(): Promise<void>
}

/** `keep`: the process may be reused. `held`: files of the tree, by path from its root, that it loaded as code. `strict`: it may cache any file of the tree, so
 * any change ends it. `fresh`: the next run cannot observe this one. */
const Answer = z.object({
  code: z.number().int(),
  keep: z.boolean().default(true),
  held: z.array(z.string()).default([]),
  strict: z.boolean().default(false),
  fresh: z.boolean().default(false),
})
type Answer = z.infer<typeof Answer>

type Place = {
  readonly out: string
  host: Host | null
  tree: TreeStamps
  opened: TreeStamps
  strict: boolean
  fresh: boolean
  strikes: number
  busy: boolean
}

/** Hosts that died or answered wrongly so often are not started again. */
const MOST_STRIKES = 2
/** What a host itself keeps in its folder. */
const HOST_FOLDER = 'host'
/** What Vite and Vitest keep as long as they live, and not for a test: a compiler, a watch over workers. */
const SERVICES = new Set(['esbuild', 'vitest-watchdog'])

export function createWarmHosts(now: () => number): WarmHosts {
  const places = new Map<string, Place>()
  return {
    run: async (project, prepare, read) => {
      if (process.platform !== 'linux') return null
      const place = places.get(project.key) ?? (await openPlace(project))
      places.set(project.key, place)
      const isUsed = place.host !== null && (project.alone || (project.fresh && !place.fresh))
      if (place.busy || place.strikes >= MOST_STRIKES || isUsed) return null
      place.busy = true
      try {
        const command = await prepare(await emptied(place.out))
        return command === null ? null : await answered(place, await ask(place, project, command, now), read)
      } finally {
        place.busy = false
      }
    },
    close: async () => {
      for (const place of places.values()) {
        await closeHost(place)
        await removeWritten(place.out)
      }
      places.clear()
    },
  }
}

async function openPlace({ outFolder }: WarmProject): Promise<Place> {
  const none: TreeStamps = new Map()
  const out = await mkdtemp(join(outFolder, 'warm-'))
  return { out, host: null, tree: none, opened: none, strict: false, fresh: false, strikes: 0, busy: false }
}

async function emptied(out: string): Promise<string> {
  for (const name of await readdir(out)) if (name !== HOST_FOLDER) await removeWritten(join(out, name))
  await mkdir(join(out, HOST_FOLDER), { recursive: true })
  return out
}

async function ask(place: Place, { workspace }: WarmProject, command: WarmCommand, now: () => number): Promise<HostReply> {
  let isSame = false
  if (command.holdsTree) {
    const before = place.tree
    place.tree = await stampTree(workspace, before, now())
    isSame = changedPaths(before, place.tree).length === 0
    if (place.host !== null && isStale(place)) await closeHost(place)
  }
  if (place.host === null) {
    place.host = openHost(command.command, command)
    place.opened = place.tree
  }
  return place.host.ask({ ...command.question, isSame }, command.timeoutMs)
}

/** Whether something changed that the host read once and keeps. */
function isStale({ opened, tree, strict }: Place): boolean {
  const changed = changedPaths(opened, tree)
  return changed.some((path) => strict || isHeldByName(path))
}

async function answered<T>(place: Place, reply: HostReply, read: (result: RunResult, out: string) => Promise<T | null>): Promise<T | null> {
  const answer = reply.outcome === 'answered' ? Answer.safeParse(reply.answer).data : undefined
  const value = reply.outcome === 'timed_out' || answer !== undefined ? await read(resultOf(reply, answer), place.out) : null
  if (value === null) place.strikes += 1
  if (value !== null && answer !== undefined && mayStay(answer, reply)) Object.assign(place, { strict: answer.strict, fresh: answer.fresh })
  else await closeHost(place)
  return value
}

/** Whatever a run left running is stopped before the next one, as after a fresh process; so is a host with code of the project, which may hold any state. */
function mayStay({ keep, held }: Answer, reply: HostReply): boolean {
  const isAlone = reply.outcome === 'answered' && reply.leftovers?.every((name) => SERVICES.has(name)) === true
  return keep && isAlone && held.every(isHeldByName)
}

function resultOf({ outcome, stdout, stderr, durationMs }: HostReply, answer: Answer | undefined): RunResult {
  return { outcome: outcome === 'timed_out' ? 'timed_out' : 'exited', code: answer?.code ?? null, stdout, stderr, durationMs }
}

async function closeHost(place: Place): Promise<void> {
  const host = place.host
  place.host = null
  place.strict = false
  place.fresh = false
  await host?.close()
}
