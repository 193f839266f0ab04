import { ApiError, type Call, type Handlers, invalid, notFound } from '../route.ts'
import { appShape } from '../shapes/check-run.ts'
import { repositoryShape } from '../shapes/repository.ts'
import { idOf, userShape } from '../shapes/user.ts'
import { fullName, type Repository } from '../state.ts'
import { botOf, installationOf } from '../world.ts'

const ownersOf = (call: Call) => [
  ...new Set([...call.world.repositories.values()].filter((each) => each.isInstalled).map(({ owner }) => owner)),
]

function shape(call: Call, owner: string) {
  const id = installationOf(owner)
  const { manifest, app, apiUrl, url } = call.world
  return {
    ...{
      id,
      account: userShape(owner),
      app_id: app.id,
      app_slug: app.slug,
      target_id: idOf(owner),
      target_type: 'User',
      repository_selection: 'selected',
    },
    ...{ permissions: manifest.permissions, events: manifest.events, access_tokens_url: `${apiUrl}/app/installations/${id}/access_tokens` },
    ...{ repositories_url: `${apiUrl}/installation/repositories`, html_url: `${url}/settings/installations/${id}`, single_file_name: null },
  }
}

function installationIn(call: Call): string {
  const owner = ownersOf(call).find((each) => String(installationOf(each)) === call.params['installation_id'])
  if (owner === undefined) throw notFound()
  return owner
}

/** All of the App's permissions, or those that were asked for; never more. */
function permissionsFor(call: Call): Readonly<Record<string, string>> {
  const given = call.world.manifest.permissions
  const asked = call.body['permissions']
  if (typeof asked !== 'object' || asked === null) return given
  for (const [name, level] of Object.entries(asked))
    if (given[name] !== level && given[name] !== 'write') throw invalid('The permissions requested are not granted to this installation.')
  return { metadata: 'read', ...asked }
}

function createToken(call: Call) {
  const owner = installationIn(call)
  const permissions = permissionsFor(call)
  const { repositories: names, repository_ids: ids } = call.body
  const own = [...call.world.repositories.values()].filter((each) => each.owner === owner && each.isInstalled)
  const chosen = own.filter((each) =>
    Array.isArray(names) ? names.includes(each.name) : Array.isArray(ids) ? ids.includes(each.id) : true,
  )
  const asked = Array.isArray(names) ? names.length : Array.isArray(ids) ? ids.length : chosen.length
  if (chosen.length < asked)
    throw invalid('There is at least one repository that does not exist or is not accessible to the parent installation.')
  const { token, expiresAt } = call.world.tokens.issue({
    ...{ kind: 'token', login: botOf(call.world), permissions, owner },
    repositories: chosen.length === own.length ? undefined : chosen.map(fullName),
  })
  return { status: 201, body: { token, expires_at: expiresAt, permissions, repository_selection: 'selected' } }
}

function listRepositories(call: Call) {
  const { actor, world } = call
  if (actor.kind !== 'token') throw new ApiError(401, 'Requires authentication')
  const found = [...world.repositories.values()].filter(
    (each) => each.owner === actor.owner && (actor.repositories?.includes(fullName(each)) ?? true),
  )
  const { items, headers } = call.page(found)
  return { status: 200, headers, body: { total_count: found.length, repositories: items.map((each) => repositoryShape(world, each)) } }
}

/** The role that somebody was given; null for nobody's. */
export function roleOf({ owner, collaborators }: Repository, login: string): string | null {
  return login === owner ? 'admin' : (collaborators.get(login) ?? null)
}

/** What the caller may do, where a person asks. */
function permissionsOf({ actor, repository }: Call) {
  if (actor.kind !== 'token' || !actor.isPerson) return {}
  const role = roleOf(repository, actor.login) ?? 'read'
  const [isAdmin, mayWrite] = [role === 'admin', ['admin', 'maintain', 'write'].includes(role)]
  return { permissions: { admin: isAdmin, maintain: isAdmin || role === 'maintain', push: mayWrite, triage: mayWrite, pull: true } }
}

function collaborator(call: Call) {
  const login = call.params['username'] ?? ''
  const { repository } = call
  const role = roleOf(repository, login) ?? 'read'
  const permission = role === 'maintain' ? 'write' : role === 'triage' ? 'read' : role
  return { status: 200, body: { permission, role_name: role, user: { ...userShape(login), role_name: role } } }
}

function rateLimit() {
  const core = { limit: 5000, used: 0, remaining: 5000, reset: 0 }
  return { status: 200, body: { resources: { core, search: core }, rate: core } }
}

export const appRoutes: Handlers = {
  'apps/get-authenticated': (call) => ({
    status: 200,
    body: { ...appShape(call.world, call.world.app.slug), installations_count: ownersOf(call).length },
  }),
  'apps/list-installations': (call) => {
    const { items, headers } = call.page(ownersOf(call))
    return { status: 200, headers, body: items.map((owner) => shape(call, owner)) }
  },
  'apps/get-installation': (call) => ({ status: 200, body: shape(call, installationIn(call)) }),
  'apps/get-repo-installation': (call) => {
    if (!call.repository.isInstalled) throw notFound()
    return { status: 200, body: shape(call, call.repository.owner) }
  },
  'apps/create-installation-access-token': createToken,
  'apps/list-repos-accessible-to-installation': listRepositories,
  'repos/get': (call) => ({ status: 200, body: { ...repositoryShape(call.world, call.repository), ...permissionsOf(call) } }),
  'users/get-authenticated': ({ login }) => ({ status: 200, body: userShape(login) }),
  'repos/get-collaborator-permission-level': collaborator,
  'rate-limit/get': rateLimit,
}
