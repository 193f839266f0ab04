import { parseDocument } from 'yaml'
import { type Mapping, mapping } from './mapping.ts'
import { eventNames, NO_CALL, type WorkflowCall, withInputValues } from './workflow-inputs.ts'

/** A step of somebody's workflow, as far as we look at it; unknown keys stay. */
export type WorkflowStep = {
  readonly id?: unknown
  readonly name?: unknown
  readonly if?: unknown
  readonly uses?: unknown
  readonly run?: unknown
  readonly shell?: unknown
  readonly 'working-directory'?: unknown
  readonly env?: Mapping
  readonly with?: Mapping
}

export type WorkflowJob = {
  readonly id: string
  readonly name: string
  readonly steps: readonly WorkflowStep[]
  readonly runsOn: unknown
  readonly env: Mapping
  readonly services: unknown
  readonly container: unknown
  readonly matrix: unknown
  readonly defaults: Mapping
}

export type CiWorkflow =
  | { readonly outcome: 'read'; readonly jobs: readonly WorkflowJob[]; readonly events: readonly string[] }
  | { readonly outcome: 'unreadable'; readonly reason: string }

const MAX_LENGTH = 500_000

/** The jobs of a CI workflow that have steps of their own, with the workflow's env and defaults merged in, and the values of a call. */
export function readCiWorkflow(text: string, call: WorkflowCall = NO_CALL): CiWorkflow {
  if (text.length > MAX_LENGTH) return { outcome: 'unreadable', reason: `it is longer than ${MAX_LENGTH} characters` }
  const document = parseDocument(text, { prettyErrors: false })
  const [error] = document.errors
  if (error) return { outcome: 'unreadable', reason: `it is not YAML (${error.message})` }
  let root: Mapping
  try {
    root = withInputValues(mapping(document.toJS({ maxAliasCount: 100 })), call)
  } catch {
    return { outcome: 'unreadable', reason: 'it uses too many aliases' }
  }
  const jobs = Object.entries(mapping(root['jobs'])).flatMap(([id, value]) => {
    const job = mapping(value)
    const steps = Array.isArray(job['steps']) ? job['steps'].map(mapping) : []
    if (steps.length === 0) return []
    return {
      id,
      name: typeof job['name'] === 'string' ? job['name'] : id,
      steps,
      runsOn: job['runs-on'],
      env: { ...mapping(root['env']), ...mapping(job['env']) },
      services: job['services'],
      container: job['container'],
      matrix: mapping(job['strategy'])['matrix'],
      defaults: { ...mapping(mapping(root['defaults'])['run']), ...mapping(mapping(job['defaults'])['run']) },
    }
  })
  return { outcome: 'read', jobs, events: [...eventNames(root['on']), ...call.events] }
}
