import { HealJob } from '../../../src/protocol/heal-job.ts'
import type { GitHub } from '../../support/github/start-github.ts'
import type { Acknowledged, Made } from './load.ts'

export type HealingRow = {
  readonly id: string
  readonly head_sha: string
  readonly state: string
  readonly reason: string | null
  readonly generation: number
  readonly finished_at: Date | null
}

/** What was left when everything should have ended. */
export type Left = {
  readonly github: GitHub
  readonly made: readonly Made[]
  readonly flooded: readonly Acknowledged[]
  readonly processed: ReadonlySet<string>
  readonly healings: readonly HealingRow[]
  /** One line for each thing that has no end. */
  readonly open: readonly string[]
}

export type Judgement = {
  readonly lost: readonly string[]
  readonly doubled: readonly string[]
  readonly stuck: readonly string[]
  /** Milliseconds from the last delivery about a healing to its end. */
  readonly waits: readonly number[]
  /** State and reason of each healing that ended. */
  readonly ends: readonly string[]
  /** Red pull requests with all of the answer: pull request, comment and check. */
  readonly answered: number
}

const FINAL = new Set(['done', 'failed', 'superseded', 'cancelled'])

export function judge(left: Left): Judgement {
  const answered = left.made.filter((one) => Object.values(countsOf(left, one).answer).every((count) => count > 0)).length
  return { lost: lostOf(left), doubled: left.made.flatMap((one) => doubledOf(left, one)), answered, ...endsOf(left) }
}

/** Deliveries that were acknowledged and have no outcome, and red commits that nobody looked at or that have no check. */
function lostOf({ github, made, flooded, processed, healings }: Left): readonly string[] {
  const told = github.deliveries.filter(({ statusCode }) => statusCode >= 200 && statusCode < 300)
  const guids = new Set([...told.map(({ guid }) => guid), ...flooded.map(({ guid }) => guid)])
  const deliveries = [...guids].filter((guid) => !processed.has(guid)).map((guid) => `the delivery ${guid} has no outcome`)
  const commits = made.flatMap(({ sha, repository }) => {
    const own = healings.filter(({ head_sha }) => head_sha === sha)
    if (own.length === 0) return [`${repository.repo} ${sha}: no healing`]
    const checks = ownChecks(repository, sha)
    return checks.length === 0 ? [`${repository.repo} ${sha}: no check (${own[0]?.state}: ${own[0]?.reason})`] : []
  })
  return [...deliveries, ...commits]
}

function ownChecks(repository: Made['repository'], sha: string) {
  return repository.state.checkRuns.filter(({ app, headSha }) => app === 'suture' && headSha === sha)
}

function countsOf({ github, healings }: Left, { repository, sha, pull }: Made) {
  const { comments, pulls, workflowRuns } = repository.state
  const own = <One extends { readonly user: string }>(items: readonly One[]) => items.filter(({ user }) => user === github.botLogin)
  const jobs = workflowRuns.flatMap(({ inputs }) => HealJob.safeParse(parsed(inputs['job'])).data ?? []).filter(({ head }) => head === sha)
  const generations = new Set(jobs.map(({ healing, generation }) => `${healing}/${generation}`))
  const answer = {
    checks: ownChecks(repository, sha).length,
    comments: own(comments).filter(({ number }) => number === pull.number).length,
    'pull requests': own(pulls).filter(({ baseRef }) => baseRef === pull.headRef).length,
  }
  return { answer, healings: healings.filter(({ head_sha }) => head_sha === sha).length, again: jobs.length - generations.size }
}

/** One check for a head, one comment and one repair for a pull request, one run for a generation of a healing. */
function doubledOf(left: Left, made: Made): readonly string[] {
  const { answer, healings, again } = countsOf(left, made)
  return Object.entries({ ...answer, healings, 'runs of one generation': again + 1 }).flatMap(([what, count]) =>
    count > 1 ? [`${made.repository.repo} ${made.sha}: ${count} ${what}`] : [],
  )
}

function endsOf({ github, made, healings, open }: Left): Pick<Judgement, 'stuck' | 'waits' | 'ends'> {
  const events = eventsByHead(github)
  const waits: number[] = []
  const stuck = [...open]
  for (const { sha, repository } of made) {
    for (const { status } of ownChecks(repository, sha))
      if (status !== 'completed') stuck.push(`${repository.repo} ${sha}: its check is ${status}`)
    for (const { state, finished_at: end } of healings.filter(({ head_sha }) => head_sha === sha)) {
      if (!FINAL.has(state) || end === null) continue
      const before = (events.get(sha) ?? []).filter((at) => at <= end.getTime())
      waits.push(end.getTime() - Math.max(0, ...before))
    }
  }
  const ends = healings
    .filter(({ state }) => FINAL.has(state))
    .map(({ state, reason }) => (reason === null ? state : `${state}: ${reason}`))
  return { stuck, waits, ends }
}

/** When deliveries about a commit were acknowledged; the end of our own run is about the commit that it looked at. */
function eventsByHead(github: GitHub): ReadonlyMap<string, readonly number[]> {
  const events = new Map<string, number[]>()
  for (const { statusCode, payload, deliveredAt, durationMs } of github.deliveries) {
    if (statusCode < 200 || statusCode >= 300) continue
    const at = Date.parse(deliveredAt) + durationMs
    for (const sha of headsOf(github, payload)) events.set(sha, [...(events.get(sha) ?? []), at])
  }
  return events
}

type Fields = Readonly<Record<string, unknown>>

function headsOf(github: GitHub, payload: Fields): readonly string[] {
  const of = (name: string): Fields => (typeof payload[name] === 'object' && payload[name] !== null ? (payload[name] as Fields) : {})
  const run = of('workflow_run')
  if (run['event'] === 'workflow_dispatch') {
    const { workflowRuns } = github.repository(String(of('repository')['full_name']))
    const job = HealJob.safeParse(parsed(workflowRuns.find(({ id }) => id === run['id'])?.inputs['job'])).data
    return job ? [job.head] : []
  }
  const pull = of('pull_request')['head'] as Fields | undefined
  return [run['head_sha'], of('check_run')['head_sha'], pull?.['sha'], payload['after']].filter((sha) => typeof sha === 'string')
}

function parsed(text: unknown): unknown {
  return typeof text === 'string' ? JSON.parse(text) : undefined
}
