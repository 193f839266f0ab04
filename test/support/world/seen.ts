import type { World } from '../world.ts'
import { fixtureReport } from './fixture-report.ts'
import type { Broken, WorldRepository } from './repository.ts'

const HEALINGS = `SELECT h.state, h.reason, h.generation FROM healing h JOIN repository r USING (repository_id)
WHERE r.full_name = $1 AND h.head_sha = $2 ORDER BY h.created_at`

export type Seen = Awaited<ReturnType<typeof seen>>

/** Everything that Suture made for one red commit, as GitHub and the database have it. */
export async function seen(world: World, repository: WorldRepository, { pull, sha }: Pick<Broken, 'pull' | 'sha'>) {
  const { state, repo } = repository
  const own = <One extends { readonly user: string }>(items: readonly One[]) => items.filter(({ user }) => user === 'suture[bot]')
  return {
    repairs: own(state.pulls).filter(({ baseRef }) => baseRef === pull.headRef),
    comments: own(state.comments).filter(({ number }) => number === pull.number),
    checks: state.checkRuns.filter(({ app, headSha }) => app === 'suture' && headSha === sha),
    runs: world.reports.jobs.filter((job) => job.repository === repo && job.head === sha),
    healings: await world.watch.rows<{ state: string; reason: string | null; generation: number }>(HEALINGS, [repo, sha]),
  }
}

/** A small repository whose runs leave what the runner would report, without running anything. */
export async function smallRepository(world: World, name: string, settings = 'mode: pr\n'): Promise<WorldRepository> {
  const repository = await world.addRepository('pytest-renamed-method', { name, settings })
  world.reports.leave(async (job) => ({ report: await fixtureReport(repository.fixture, job) }))
  return repository
}

/** The whole answer to an out-of-date test, each part once. */
export const ONE_REPAIR = {
  repairs: [{ state: 'open' }],
  comments: [{}],
  checks: [{ name: 'Suture', status: 'completed', conclusion: 'neutral' }],
  runs: [{}],
  healings: [{ state: 'done', reason: null, generation: 1 }],
}
