import { type CheckRun, fullName, type Repository } from '../state.ts'
import type { World } from '../world.ts'
import { pullReference, pullsOfHead } from './pull.ts'
import { idOf, userShape } from './user.ts'

/** The id of the App with this slug; ours is the one that was started with. */
export const appIdOf = (world: World, slug: string): number => (slug === world.app.slug ? world.app.id : idOf(slug))

export function appShape(world: World, slug: string) {
  const isOurs = slug === world.app.slug
  return {
    ...{
      id: appIdOf(world, slug),
      slug,
      node_id: `A_${slug}`,
      owner: userShape('github'),
      name: slug === 'github-actions' ? 'GitHub Actions' : slug,
    },
    ...{
      description: null,
      external_url: 'https://github.invalid/',
      html_url: `https://github.invalid/apps/${slug}`,
      created_at: '2026-01-01T00:00:00Z',
    },
    ...{
      updated_at: '2026-01-01T00:00:00Z',
      permissions: isOurs ? world.manifest.permissions : {},
      events: isOurs ? world.manifest.events : [],
    },
  }
}

export function checkRunShape(world: World, repository: Repository, run: CheckRun) {
  const url = `${world.apiUrl}/repos/${fullName(repository)}/check-runs/${run.id}`
  return {
    ...{ id: run.id, node_id: `CR_${run.id}`, head_sha: run.headSha, name: run.name, status: run.status, conclusion: run.conclusion, url },
    ...{
      started_at: run.startedAt,
      completed_at: run.completedAt,
      external_id: run.externalId,
      // the App's own address where it gave none
      details_url: run.detailsUrl ?? `https://github.invalid/apps/${run.app}`,
    },
    html_url: `${world.url}/${fullName(repository)}/runs/${run.id}`,
    output: { ...run.output, annotations_count: run.annotations.length, annotations_url: `${url}/annotations` },
    check_suite: { id: run.suiteId },
    app: appShape(world, run.app),
    pull_requests: pullsOfHead(repository, run.headSha).map((pull) => pullReference(world, repository, pull)),
  }
}
