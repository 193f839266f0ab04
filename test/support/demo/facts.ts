import type { WorldRepository } from '../world/repository.ts'
import type { World } from '../world.ts'

/** Something that is so now. Of equal keys the first counts; `at` is a time in milliseconds, now where not given. */
export interface Fact {
  readonly key: string
  readonly kind: 'push' | 'check' | 'webhook' | 'ingest' | 'triage' | 'workflow' | 'collect' | 'verdict' | 'answer'
  readonly text: string
  readonly at?: number
}

/** Where to look: what the repository had before `since` is no news. */
export interface Place {
  readonly world: World
  readonly repository: WorldRepository
  readonly since: { readonly deliveries: number; readonly runs: number; readonly pulls: number; readonly comments: number }
}

interface EventRow {
  readonly event: string
  readonly state: string
  readonly tests: number | null
  readonly verdicts: readonly string[] | null
  readonly at: number
}

const EVENTS = `SELECT e.event, e.to_state AS state, (e.detail->>'tests')::int AS tests, (extract(epoch FROM e.at) * 1000)::float8 AS at,
  (SELECT array_agg(answer->>'verdict') FROM jsonb_array_elements(h.result->'answers') answer) AS verdicts
FROM healing_event e JOIN healing h USING (repository_id, healing_id) WHERE h.head_sha = $1 ORDER BY e.at`
const READ = `SELECT (extract(epoch FROM r.ingested_at) * 1000)::float8 AS at,
  (SELECT count(*)::int FROM test_failure f WHERE f.repository_id = r.repository_id AND f.ci_run_id = r.ci_run_id) AS failed
FROM ci_run r WHERE r.head_sha = $1 AND r.ingested_at IS NOT NULL`

const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`
const isOurs = ({ user }: { readonly user: string }): boolean => user === 'suture[bot]'

/** The pull request and its red run. */
export async function redFacts({ repository, since }: Place): Promise<{ readonly sha: string; readonly facts: readonly Fact[] }> {
  const { pulls, workflowRuns, git } = repository.state
  const red = workflowRuns.slice(since.runs).find(({ event }) => event !== 'workflow_dispatch')
  const pull = pulls.find(({ number }) => red?.pulls.includes(number))
  if (red === undefined || pull === undefined) return { sha: '', facts: [] }
  const files = (await git('diff', '--name-only', `${pull.baseSha}..${pull.headSha}`)).split('\n')
  const facts: readonly Fact[] = [
    { key: 'push', kind: 'push', text: `${repository.repo}#${pull.number} "${pull.title}", ${counted(files.length, 'file')} changed` },
    { key: 'check', kind: 'check', text: `the job ${red.jobs[0]?.name} of the workflow ${red.name} is red` },
  ]
  return { sha: red.headSha, facts }
}

export function deliveryFacts({ world, since }: Place): readonly Fact[] {
  const told = world.github.deliveries
    .slice(since.deliveries)
    .filter(
      ({ event, payload }) =>
        event === 'workflow_run' || (event === 'issue_comment' && !JSON.stringify(payload['sender']).includes('[bot]')),
    )
  return told.map(({ id, event, payload, statusCode, durationMs }) => ({
    ...{ key: `delivery ${id}`, kind: 'webhook' },
    text: `${event}.${String(payload['action'])}, signed, answered ${statusCode} in ${durationMs} ms`,
  }))
}

/** What the server has written down about the red commit. */
export async function serverFacts({ world }: Place, sha: string): Promise<readonly Fact[]> {
  const read = await world.watch.rows<{ at: number; failed: number }>(READ, [sha])
  const ingested = read.map(
    ({ at, failed }): Fact => ({ key: 'ingest', kind: 'ingest', text: `${counted(failed, 'failing test')} read from the job's log`, at }),
  )
  return [...ingested, ...(await world.watch.rows<EventRow>(EVENTS, [sha])).flatMap(eventFacts)]
}

function eventFacts({ event, state, tests, verdicts, at }: EventRow): readonly Fact[] {
  if (state === 'dispatching') return [{ key: state, kind: 'triage', text: `${counted(tests ?? 0, 'test')} to run again`, at }]
  if (state === 'collecting') return [{ key: state, kind: 'collect', text: 'the report is fetched, and checked against both trees', at }]
  if (state !== 'delivering') return []
  const said = Object.entries(Object.groupBy(verdicts ?? [], (verdict) => verdict)).map(([verdict, all]) => `${all?.length} × ${verdict}`)
  const verdict: Fact = { key: state, kind: 'verdict', text: said.join(', '), at }
  return event === 'answered from the logs'
    ? [{ key: event, kind: 'triage', text: 'the log is enough: nothing is run', at }, verdict]
    : [verdict]
}

/** The ephemeral workflow and its jobs; `ms` is what the jobs took. */
export function workflowFacts({ repository, since }: Place): { readonly ms: number; readonly facts: readonly Fact[] } {
  const runs = repository.state.workflowRuns.slice(since.runs).filter(({ event }) => event === 'workflow_dispatch')
  const jobs = runs.flatMap((run) => run.jobs).filter(({ conclusion }) => conclusion !== null && conclusion !== 'skipped')
  const timed = jobs.map((job) => ({ job, ms: Date.parse(job.completedAt ?? job.startedAt) - Date.parse(job.startedAt) }))
  return {
    ms: timed.reduce((sum, { ms }) => sum + ms, 0),
    facts: [
      ...runs.map(
        ({ id, path, headBranch }): Fact => ({ key: `run ${id}`, kind: 'workflow', text: `run ${id} of ${path} on ${headBranch}` }),
      ),
      ...timed.map(
        ({ job, ms }): Fact => ({
          key: `job ${job.id}`,
          kind: 'workflow',
          text: `job ${job.name}: ${job.conclusion} in ${(ms / 1_000).toFixed(1)} s`,
        }),
      ),
    ],
  }
}

export function answerFacts({ repository, since }: Place, sha: string): readonly Fact[] {
  const { pulls, comments, checkRuns } = repository.state
  const ended = checkRuns.filter(({ app, conclusion, headSha }) => app === 'suture' && conclusion !== null && headSha === sha)
  return [
    ...pulls
      .slice(since.pulls)
      .filter(isOurs)
      .map((pull): Fact => ({ key: `pull ${pull.number}`, kind: 'answer', text: `pull request #${pull.number} into ${pull.baseRef}` })),
    ...comments
      .slice(since.comments)
      .filter(isOurs)
      .map(({ id, number }): Fact => ({ key: `comment ${id}`, kind: 'answer', text: `comment on #${number}` })),
    ...ended.map(
      (check): Fact => ({
        key: `check ${check.id}`,
        kind: 'answer',
        text: `check ${check.name}: ${check.conclusion}, "${check.output.title}"`,
      }),
    ),
  ]
}
