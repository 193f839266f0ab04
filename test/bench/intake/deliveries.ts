import { createRequire } from 'node:module'
import { sign } from '../../support/server-under-test.ts'

type Json = Readonly<Record<string, unknown>>
export type Delivery = {
  readonly id: string
  readonly kind: string
  readonly event: string
  readonly body: string
  readonly signature: string
  /** The run that is to be read because of it. */
  readonly ciRunId: number | null
}

/** One kind of delivery: GitHub's own example of it with other ids; `share` of 100. `n` is another number for each delivery. */
type Kind = {
  readonly share: number
  readonly event: string
  readonly example: number
  readonly name: string
  readonly change: (n: number) => Readonly<Record<string, Json>> & { readonly action?: never }
  readonly action?: string
}

const GREEN = { conclusion: 'success', status: 'completed' }
const sha = (n: number) => n.toString(16).padStart(40, '0')
const checkRun = (n: number, more: Json) => ({ check_run: { id: n, head_sha: sha(n), ...more } })
const workflowRun = (n: number, more: Json) => ({
  workflow_run: {
    id: n,
    run_attempt: 1,
    head_sha: sha(n),
    path: '.github/workflows/ci.yml',
    event: 'pull_request',
    pull_requests: [],
    ...more,
  },
})

/**
 * 95 of 100 are check runs and workflow runs as a green CI of four jobs sends them, and need nothing: a check that begins or ends well, one
 * that fails and wakes nobody, one of another App, which is written down, a run that is asked for or begins. A run that ended green is to be
 * read by a job of its own. 5 of 100 do something else.
 */
const KINDS: readonly Kind[] = [
  { share: 36, event: 'check_run', example: 4, name: 'check created', change: (n) => checkRun(n, { app: { slug: 'github-actions' } }) },
  { share: 32, event: 'check_run', example: 2, name: 'check green', change: (n) => checkRun(n, { app: { slug: 'github-actions' } }) },
  {
    ...{ share: 3, event: 'check_run', example: 1, name: 'check red' },
    change: (n) => checkRun(n, { conclusion: 'failure', app: { slug: 'github-actions' } }),
  },
  {
    ...{ share: 2, event: 'check_run', example: 1, name: 'check of another App red' },
    change: (n) => checkRun(n, { conclusion: 'failure', app: { slug: 'other' } }),
  },
  { share: 8, event: 'workflow_run', example: 3, name: 'run requested', change: (n) => workflowRun(n, { status: 'queued' }) },
  {
    ...{ share: 7, event: 'workflow_run', example: 3, name: 'run in progress', action: 'in_progress' },
    change: (n) => workflowRun(n, { status: 'in_progress' }),
  },
  { share: 7, event: 'workflow_run', example: 1, name: 'run green', change: (n) => workflowRun(n, GREEN) },
  { share: 2, event: 'push', example: 4, name: 'push', change: () => ({}) },
  { share: 2, event: 'pull_request', example: 22, name: 'pull request synchronize', change: () => ({}) },
  { share: 1, event: 'installation_repositories', example: 1, name: 'repositories added', change: () => ({}) },
]

const definitions: readonly { readonly name: string; readonly examples: readonly Json[] }[] = createRequire(import.meta.url)(
  '@octokit/webhooks-examples',
)

/** `count` deliveries, of kinds as often as their shares say, in an order that `random` gives; ids begin at `first`. */
export function makeDeliveries(random: () => number, count: number, first: number): readonly Delivery[] {
  return Array.from({ length: count }, (_, index) => makeDelivery(pick(random() * 100), first + index))
}

function pick(place: number): Kind {
  let sum = 0
  const kind = KINDS.find(({ share }) => {
    sum += share
    return place < sum
  })
  if (!kind) throw new Error(`the shares end before ${place}`)
  return kind
}

function makeDelivery({ event, example: at, name: kind, change, action }: Kind, n: number): Delivery {
  const example = definitions.find(({ name }) => name === event)?.examples[at]
  if (!example) throw new Error(`no example ${at} of ${event}`)
  const parts = Object.entries(change(n)).map(([key, part]) => [key, { ...(example[key] as Json), ...part }])
  const repository = { ...(example['repository'] as Json), id: 1 + (n % 20), full_name: `octo/r${n % 20}` }
  const installation = { ...(example['installation'] as Json), id: 1 + (n % 20) } // one write a second is allowed to each, so that many are needed
  const payload = { ...example, ...(action ? { action } : {}), ...Object.fromEntries(parts), repository, installation }
  const body = JSON.stringify(payload)
  return { id: `delivery-${n}`, kind, event, body, signature: sign(body), ciRunId: kind === 'run green' ? n : null }
}
