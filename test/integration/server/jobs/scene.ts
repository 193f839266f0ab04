import type { HealReport } from '../../../../src/protocol/heal-report.ts'
import { fixtureReport } from '../../../support/world/fixture-report.ts'
import type { WorldRepository } from '../../../support/world/repository.ts'
import { startWorld, type World, type WorldOptions } from '../../../support/world.ts'

const FIXTURE = 'pytest-renamed-method'

/** A world of one small repository, whose runs leave what the runner would report, without running it. A test file has one database, so one world. */
export async function startScene(options: WorldOptions = {}) {
  const world = await startWorld(options)
  const scene = await addScene(world, 'shop')
  reportAs(world, scene.repository)
  return { world, ...scene }
}

export type Scene = Awaited<ReturnType<typeof startScene>>

/** Another repository of the same world; `settings` is the text of its settings file. */
export async function addScene(world: World, name: string, settings?: string) {
  const repository = await world.addRepository(FIXTURE, { name, ...(settings === undefined ? {} : { settings }) })
  return { repository, ...views(world, repository) }
}

/** From now on runs leave the fixture's own report, changed by `change`. */
function reportAs(world: World, repository: WorldRepository, change: (report: HealReport) => HealReport = (report) => report): void {
  world.reports.leave(async (job) => ({ report: change(await fixtureReport(repository.fixture, job)) }))
}

type Row = { readonly state: string; readonly reason: string | null }
const STATES = `SELECT state, reason FROM healing JOIN repository USING (repository_id) WHERE full_name = $1 ORDER BY healing.created_at`

function views(world: World, repository: WorldRepository) {
  const isOwn = ({ user }: { readonly user: string }) => user === 'suture[bot]'
  return {
    pulls: () => repository.state.pulls.filter(isOwn),
    comments: (number?: number) => repository.state.comments.filter((one) => isOwn(one) && (number === undefined || one.number === number)),
    checks: (sha: string) => repository.state.checkRuns.filter(({ app, headSha }) => app === 'suture' && headSha === sha),
    states: () => world.watch.rows<Row>(STATES, [repository.repo]),
    jobs: () => world.reports.jobs.filter((job) => job.repository === repository.repo),
  }
}
