import { setTimeout as sleep } from 'node:timers/promises'
import type { Broken, WorldRepository } from '../world/repository.ts'
import type { World } from '../world.ts'
import { answerFacts, deliveryFacts, type Fact, type Place, redFacts, serverFacts, workflowFacts } from './facts.ts'
import { paint } from './paint.ts'

export interface Narrated {
  readonly broken: Broken
  /** from the red check to the end, and what the jobs of the workflow took of it, in milliseconds */
  readonly ms: number
  readonly workflowMs: number
}

const LOOK_MS = 20
const KIND_COLUMNS = 9

/** Looks at the world from outside while `act` and what follows from it go on, and prints each step once, as it happens. */
export async function narrate(
  world: World,
  repository: WorldRepository,
  act: () => Promise<Broken>,
  print: (line: string) => void,
): Promise<Narrated> {
  const { workflowRuns, pulls, comments } = repository.state
  const since = { deliveries: world.github.deliveries.length, runs: workflowRuns.length, pulls: pulls.length, comments: comments.length }
  const place: Place = { world, repository, since }
  const told = new Set<string>()
  const clock = { begun: Date.now(), ended: Date.now(), workflowMs: 0 }

  const tell = ({ key, kind, text, at = Date.now() }: Fact): void => {
    if (told.has(key)) return
    told.add(key)
    if (kind === 'push') clock.begun = at
    clock.ended = Date.now()
    const seconds = (Math.max(at - clock.begun, 0) / 1_000).toFixed(2)
    print(`  ${paint.dim(`${seconds.padStart(6)} s`)}  ${paint.cyan(kind.padEnd(KIND_COLUMNS))}${text}`)
  }
  const look = async (): Promise<void> => {
    const { sha, facts } = await redFacts(place)
    const server = await serverFacts(place, sha)
    const workflow = workflowFacts(place)
    clock.workflowMs = workflow.ms
    const all = [...facts, ...deliveryFacts(place), ...server, ...workflow.facts, ...answerFacts(place, sha)]
    for (const fact of all.toSorted((one, other) => (one.at ?? Number.MAX_SAFE_INTEGER) - (other.at ?? Number.MAX_SAFE_INTEGER))) tell(fact)
  }

  const watching = { isOver: false }
  const watch = (async () => {
    for (; !watching.isOver; await sleep(LOOK_MS)) await look()
  })()
  watch.catch(() => {}) // thrown where it is awaited, which may be later
  try {
    const broken = await act()
    await world.settled()
    watching.isOver = true
    await watch
    await look()
    return { broken, ms: clock.ended - clock.begun, workflowMs: clock.workflowMs }
  } finally {
    watching.isOver = true
    await watch
  }
}
