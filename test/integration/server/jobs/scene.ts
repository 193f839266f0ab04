import type { HealReport } from '../../../../src/protocol/heal-report.ts'
import { fixtureReport } from '../../../support/world/fixture-report.ts'
import type { WorldRepository } from '../../../support/world/repository.ts'
import { startWorld, type World, type WorldOptions } from '../../../support/world.ts'

const FIXTURE = 'pytest-renamed-method'

/** A world of one small repository, whose runs leave what the runner would report, without running it. */
export async function startScene(
  options: WorldOptions & { readonly settings?: Readonly<Record<string, string>>; readonly file?: string } = {},
) {
  const { file, ...given } = options
  const world = await startWorld(given)
  const repository = await world.addRepository(FIXTURE, { name: 'shop', ...(file === undefined ? {} : { settings: file }) })
  reportAs(world, repository)
  return { world, repository, ...views(world, repository) }
}

export type Scene = Awaited<ReturnType<typeof startScene>>

/** From now on runs leave the fixture's own report, changed by `change`. */
export function reportAs(world: World, repository: WorldRepository, change: (report: HealReport) => HealReport = (report) => report): void {
  world.reports.leave((job) => ({ report: change(fixtureReport(repository.fixture, job)) }))
}

function views(world: World, repository: WorldRepository) {
  const isOwn = ({ user }: { readonly user: string }) => user === 'suture[bot]'
  return {
    pulls: () => repository.state.pulls.filter(isOwn),
    comments: (number?: number) => repository.state.comments.filter((one) => isOwn(one) && (number === undefined || one.number === number)),
    checks: (sha: string) => repository.state.checkRuns.filter(({ app, headSha }) => app === 'suture' && headSha === sha),
    states: async () =>
      (await world.watch.rows<{ state: string; reason: string | null }>('SELECT state, reason FROM healing ORDER BY created_at')) as {
        state: string
        reason: string | null
      }[],
  }
}
