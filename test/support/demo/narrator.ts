import { setTimeout as sleep } from 'node:timers/promises'
import type { Broken, WorldRepository } from '../world/repository.ts'
import type { World } from '../world.ts'
import { paint } from './paint.ts'

/** One thing that happened; `at` is in milliseconds since the red check. */
export interface Step {
  readonly kind: string
  readonly text: string
  readonly at: number
}

const LOOK_MS = 20
const EVENTS = `SELECT e.event, e.to_state AS state, e.detail, extract(epoch FROM e.at) * 1000 AS at FROM healing_event e
JOIN healing h USING (repository_id, healing_id) WHERE h.head_sha = $1 ORDER BY e.at`
const READ = `SELECT count(*) FILTER (WHERE e.outcome = 'passed')::int AS passed, extract(epoch FROM max(r.ingested_at)) * 1000 AS at,
  (SELECT count(*)::int FROM test_failure f WHERE f.repository_id = r.repository_id AND f.ci_run_id = r.ci_run_id) AS failed
FROM ci_run r LEFT JOIN test_execution e USING (repository_id, ci_run_id) WHERE r.head_sha = $1 AND r.ingested_at IS NOT NULL
GROUP BY r.repository_id, r.ci_run_id`

interface EventRow {
  readonly event: string
  readonly state: string
  readonly detail: Readonly<Record<string, unknown>>
  readonly at: string
}

const seconds = (ms: number) => (ms / 1_000).toFixed(2).padStart(6)
const times = (one: { startedAt: string; completedAt: string | null }) =>
  (Date.parse(one.completedAt ?? one.startedAt) - Date.parse(one.startedAt)) / 1_000
const counted = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`

/** Looks at the world from outside while a story goes on, and prints each step once, as it happens. */
export async function narrate(
  world: World,
  repository: WorldRepository,
  act: () => Promise<Broken>,
  print: (line: string) => void,
): Promise<{ readonly broken: Broken; readonly steps: readonly Step[] }> {
  const steps: Step[] = []
  const told = new Set<string>()
  const begun = Date.now()
  const head = { sha: '' }
  const first = { delivery: world.github.deliveries.length, run: repository.state.workflowRuns.length }
  const tell = (key: string, kind: string, text: string, at = Date.now()): void => {
    if (told.has(key)) return
    told.add(key)
    const step = { kind, text, at: Math.max(at - begun, 0) }
    steps.push(step)
    print(`  ${paint.dim(`${seconds(step.at)} s`)}  ${paint.cyan(kind.padEnd(9))} ${text}`)
  }

  const lookAtDeliveries = (): void => {
    for (const { id, event, payload, statusCode, durationMs } of world.github.deliveries.slice(first.delivery))
      if (event === 'workflow_run' || event === 'issue_comment')
        tell(`delivery ${id}`, 'webhook', `${event}.${String(payload['action'])}, signed, answered ${statusCode} in ${durationMs} ms`)
  }
  const lookAtDatabase = async (): Promise<void> => {
    for (const { passed, failed, at } of await world.watch.rows<{ passed: number; failed: number; at: string }>(READ, [head.sha]))
      tell('read', 'ingest', `${counted(failed, 'failure')} read from the log${passed > 0 ? `, ${passed} tests passed` : ''}`, Number(at))
    for (const { event, state, detail, at } of await world.watch.rows<EventRow>(EVENTS, [head.sha]))
      tellEvent(event, state, detail, Number(at))
  }
  const tellEvent = (event: string, state: string, detail: EventRow['detail'], at: number): void => {
    const say = (kind: string, text: string) => tell(`event ${state} ${event}`, kind, text, at)
    if (state === 'dispatching') say('triage', `${counted(Number(detail['tests']), 'test')} to run again`)
    if (state === 'delivering' && event === 'answered from the logs') say('triage', 'the log is enough: nothing is run')
    if (state === 'collecting') say('collect', 'the report is fetched, and checked against the two trees')
  }
  const lookAtRed = (): void => {
    const red = repository.state.workflowRuns.slice(first.run).find(({ event }) => event !== 'workflow_dispatch')
    const pull = repository.state.pulls.find(({ number }) => red?.pulls.includes(number))
    if (red !== undefined && pull !== undefined) {
      head.sha = red.headSha
      tell(`red ${red.id}`, 'check', `${red.jobs[0]?.name} of ${repository.repo}#${pull.number} "${pull.title}": ${red.conclusion}`)
    }
  }
  const lookAtRuns = (): void => {
    for (const run of repository.state.workflowRuns.slice(first.run)) {
      if (run.event !== 'workflow_dispatch') continue
      tell(`run ${run.id}`, 'workflow', `run ${run.id} of ${run.path} on ${run.headBranch}`)
      for (const job of run.jobs)
        if (job.conclusion !== null && job.conclusion !== 'skipped')
          tell(`job ${job.id}`, 'workflow', `job ${job.name}: ${job.conclusion} after ${times(job).toFixed(1)} s`)
    }
  }
  const lookAtAnswers = (): void => {
    const { pulls, comments, checkRuns } = repository.state
    for (const pull of pulls)
      if (pull.user === 'suture[bot]')
        tell(`pull ${repository.repo} ${pull.number}`, 'answer', `pull request #${pull.number} into ${pull.baseRef}`)
    for (const { id, number, user } of comments) if (user === 'suture[bot]') tell(`comment ${id}`, 'answer', `comment on #${number}`)
    for (const check of checkRuns)
      if (check.app === 'suture' && check.conclusion !== null && check.headSha === head.sha)
        tell(`check ${check.id}`, 'answer', `check ${check.name}: ${check.conclusion}, "${check.output.title}"`)
  }
  // what stands there from earlier stories is no news
  const look = async (): Promise<void> => {
    lookAtRed()
    lookAtDeliveries()
    await lookAtDatabase()
    lookAtRuns()
    lookAtAnswers()
  }
  for (const pull of repository.state.pulls) told.add(`pull ${repository.repo} ${pull.number}`)
  for (const comment of repository.state.comments) told.add(`comment ${comment.id}`)

  let isOver = false
  const watching = (async () => {
    while (!isOver) {
      await look()
      await sleep(LOOK_MS)
    }
  })()
  try {
    const broken = await act()
    await world.settled()
    return { broken, steps }
  } finally {
    isOver = true
    await watching
    await look()
  }
}
