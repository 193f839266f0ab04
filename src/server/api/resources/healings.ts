import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { HealingRequest } from '../../../model/result/healing-request.ts'
import { HealingResult } from '../../../model/result/healing-result.ts'
import { startRequested } from '../../heal-steps/requests/start-requested.ts'
import type { Healing as StoredHealing } from '../../history/healings/healing.ts'
import { HealingState } from '../../history/healings/healing-state.ts'
import { findHealing } from '../../history/healings/healings.ts'
import { listRepairs } from '../../history/healings/repairs.ts'
import { listHealingPage } from '../../history/reads/healings.ts'
import { listFailuresOfHealing } from '../../history/test-failures.ts'
import { BODY_PROBLEMS, type Caller, json, Moment, OF_REPOSITORY, PROBLEMS, RepositoryParams, type Resource, SECURED } from '../api.ts'
import { NO_MATCH, pageOf, pageQuery, pageSchema } from '../page.ts'
import { noSuch, Problem, problem } from '../problem.ts'
import { healingResultOf } from './healing-result.ts'

const Healing = z
  .object({
    id: z.uuid(),
    state: HealingState,
    generation: z.number().int().meta({ description: 'Counts how often it was begun again.' }),
    trigger: z.string(),
    headSha: z.string(),
    headBranch: z.string().nullable(),
    baseSha: z.string().nullable(),
    pullNumber: z.number().int().nullable(),
    reason: z.string().nullable().meta({ description: 'Why it ended without an answer, where it did.' }),
    createdAt: Moment,
    updatedAt: Moment,
    finishedAt: Moment.nullable(),
  })
  .meta({ id: 'Healing' })

const HealingWithResult = Healing.extend({
  result: HealingResult.meta({ id: 'HealingResult' }).nullable().meta({ description: 'Null while it is at work.' }),
}).meta({ id: 'HealingWithResult' })

const Requested = HealingRequest.extend({
  headSha: z
    .string()
    .regex(/^[0-9a-f]{40}$/)
    .optional()
    .meta({ description: 'The commit on which they failed.' }),
  pullNumber: z.number().int().positive().optional().meta({ description: 'The pull request in which they failed.' }),
}).meta({ id: 'HealingRequest', description: 'Without a commit or pull request, the newest failure of these tests is taken.' })

const NAME = 'healings'
const query = pageQuery(NAME, z.tuple([Moment, z.uuid()])).extend({
  headSha: z.string().max(64).optional().meta({ description: 'Only those of this commit.' }),
  pullNumber: z.coerce.number().int().positive().optional().meta({ description: 'Only those of this pull request.' }),
  state: HealingState.optional(),
})

const listed = createRoute({
  method: 'get',
  path: `${OF_REPOSITORY}/healings`,
  operationId: 'listHealings',
  summary: 'What was looked at since tests failed, newest first',
  security: SECURED,
  request: { params: RepositoryParams, query },
  responses: { 200: json(pageSchema(Healing).meta({ id: 'HealingPage' }), 'One page.'), ...PROBLEMS },
})

const one = createRoute({
  method: 'get',
  path: `${OF_REPOSITORY}/healings/{id}`,
  operationId: 'getHealing',
  summary: 'One healing, and what it came to',
  security: SECURED,
  request: { params: RepositoryParams.extend({ id: z.uuid() }) },
  responses: { 200: json(HealingWithResult, 'The healing.'), ...PROBLEMS },
})

const started = createRoute({
  method: 'post',
  path: `${OF_REPOSITORY}/healings`,
  operationId: 'startHealing',
  summary: 'Looks again at tests that failed in CI, as `/heal` does; needs write access, or a token that may write',
  security: SECURED,
  request: { params: RepositoryParams, body: { required: true, content: { 'application/json': { schema: Requested } } } },
  responses: {
    202: {
      ...json(Healing, 'It is at work; ask at `location` for its result.'),
      headers: z.object({ location: z.string().meta({ description: 'Where the healing is.' }) }),
    },
    ...PROBLEMS,
    409: json(Problem, 'These failures can not be looked at; `code` says why.'),
    ...BODY_PROBLEMS,
  },
})

export const healings: Resource = (api, ports) => {
  const { database } = ports.history
  api.openapi(one, async (c) => {
    const { id: repositoryId } = c.var.repository
    const found = await findHealing(database, { repositoryId, id: c.req.valid('param').id })
    if (found === null) return c.json(noSuch('healing', 'take the id from the list of healings'), 404)
    const failures = await listFailuresOfHealing(database, repositoryId, found.id)
    const result = healingResultOf(found, failures, await listRepairs(database, found))
    return c.json({ ...showHealing(found), result }, 200)
  })
  api.openapi(started, async (c) => {
    const { id: repositoryId, fullName } = c.var.repository
    const actor = actorOf(c.var.caller)
    if (actor === null) return c.json(NOT_A_WRITER, 403)
    const { headSha, pullNumber, ...request } = c.req.valid('json')
    if (request.optimize) return c.json(NO_OPTIMIZING, 400)
    const found = await startRequested(ports, { repositoryId, headSha, pullNumber }, request, actor)
    if (found.outcome === 'unknown_failure') return c.json(UNKNOWN_FAILURE, 404)
    if (!('healing' in found)) return c.json(REFUSALS[found.outcome], 409)
    c.header('location', `/api/v1/repositories/${fullName}/healings/${found.healing.id}`)
    return c.json(showHealing(found.healing), 202)
  })
  api.openapi(listed, async (c) => {
    const asked = c.req.valid('query')
    const isFiltered = [asked.headSha, asked.pullNumber, asked.state].some((one) => one !== undefined)
    const rows = await listHealingPage(database, c.var.repository.id, asked)
    return c.json(
      await pageOf(
        rows,
        { name: NAME, ...asked },
        ({ createdAt, id }) => [createdAt, id],
        showHealing,
        () => (isFiltered ? NO_MATCH : NONE),
      ),
      200,
    )
  })
}

const UNKNOWN_FAILURE = noSuch('failure', 'name tests that failed together in one commit, as CI reported them; see the list of healings')
const NOT_A_WRITER = problem(
  'no_write_access',
  'healings are started by who may write',
  'use a token that may write, or sign in with write access',
)
const NO_OPTIMIZING = problem(
  'optimize_elsewhere',
  'a healing optimises nothing',
  'leave `optimize` out; `suture optimize` does that on a machine of yours',
)
const REFUSALS = {
  fork: problem('fork', 'Suture never runs commits of forks', 'its answer comes from the logs alone; ask on a branch of the repository'),
  outdated: problem('outdated', 'a newer commit took its place', 'name a newer commit; its next failing check starts a healing'),
}

function actorOf(caller: Caller): string | null {
  if (!(caller.kind === 'person' ? caller.mayWrite : caller.token.mayWrite)) return null
  return caller.kind === 'person' ? caller.login : `token ${caller.token.id}`
}

const NONE = { code: 'no_healings', message: 'no failing run was looked at yet', fix: 'nothing to do; the next failing check starts one' }

function showHealing(row: StoredHealing): z.infer<typeof Healing> {
  const { id, state, generation, trigger, headSha, headBranch, baseSha, pullNumber, reason, createdAt, updatedAt, finishedAt } = row
  return {
    ...{ id, state, generation, trigger, headSha, headBranch, baseSha, pullNumber, reason },
    ...{ createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString(), finishedAt: finishedAt?.toISOString() ?? null },
  }
}
