import { parse } from 'yaml'
import { readWorkflow } from './read-workflow.ts'
import { renderWorkflow } from './render-workflow.ts'
import { type BundlePin, FIRST_WITH, type MatrixInput } from './workflow-parts.ts'

/** What the server knows besides the file: GitHub's state of Actions and of the workflow, and the protocol versions that it supports. */
export type DispatchFacts = {
  readonly actionsEnabled: boolean
  /** GitHub's state of the workflow, such as `active` or `disabled_manually`; `null` when GitHub knows no such workflow. */
  readonly workflowState: string | null
  readonly protocols: readonly number[]
}

export type NotDispatchable = 'missing' | 'edited' | 'too_old' | 'disabled' | 'actions_off'

export type WorkflowCheck =
  | {
      readonly outcome: 'dispatchable'
      readonly protocol: number
      readonly bundle: BundlePin
      readonly matrix: readonly MatrixInput[]
      /** Whether the file has the jobs of a hunt for flaky tests. */
      readonly canHunt: boolean
      /** Whether a hunt has a job that tries cures. */
      readonly canCure: boolean
    }
  | { readonly outcome: 'not_dispatchable'; readonly reason: NotDispatchable; readonly detail: string }

/** Whether the workflow of the default branch (`null`: there is none) may be dispatched; `detail` is a sentence that names the fix. */
export function checkWorkflow(text: string | null, facts: DispatchFacts): WorkflowCheck {
  const not = (reason: NotDispatchable, detail: string): WorkflowCheck => ({ outcome: 'not_dispatchable', reason, detail })
  if (!facts.actionsEnabled) return not('actions_off', 'GitHub Actions are off in this repository: turn them on in its settings.')
  if (text === null) return not('missing', 'The default branch has no .github/workflows/suture.yml: run `suture init` and merge it.')
  const reading = readWorkflow(text)
  if (reading.outcome === 'too_old') return not('too_old', `The workflow file is too old: ${reading.detail}. Run \`suture init\` again.`)
  if (reading.outcome === 'unreadable') return not('edited', edited(reading.detail))
  const { parts } = reading
  const difference = firstDifference(renderWorkflow(parts), text) ?? unexpectedKey(text)
  if (difference) return not('edited', edited(difference))
  if (!facts.protocols.includes(parts.protocol))
    return not(
      'too_old',
      `The workflow file pins Suture ${parts.bundle.version}, which uses protocol ${parts.protocol}; this server supports ${facts.protocols.join(' and ')}. Run \`suture init --update\`.`,
    )
  if (facts.workflowState !== null && facts.workflowState !== 'active')
    return not('disabled', `GitHub says that the workflow is ${facts.workflowState}: enable it on the Actions page.`)
  const { protocol, bundle, matrix, template } = parts
  const [canHunt, canCure] = [template >= FIRST_WITH.hunt, template >= FIRST_WITH.cures]
  return { outcome: 'dispatchable', protocol, bundle, matrix, canHunt, canCure }
}

function edited(detail: string): string {
  return `The workflow file was edited beyond its set-up steps: ${detail}. Run \`suture init\` again.`
}

function firstDifference(expected: string, found: string): string | null {
  if (expected === found) return null
  const [ours, theirs] = [expected.split('\n'), found.split('\n')]
  const at = ours.findIndex((line, index) => line !== theirs[index])
  const line = theirs[at < 0 ? ours.length : at]
  return line === undefined ? `line ${at + 1} is missing` : `line ${(at < 0 ? ours.length : at) + 1} is not ours`
}

const JOBS = ['reproduce', 'propose', 'verify', 'survey', 'experiments', 'cures', 'sum-up']
const TEMPLATE_KEYS = ['permissions', 'cache-mode', 'timeout-minutes', 'needs', 'if', 'steps']
/** What some jobs of ours have besides, and no machine may bring. */
const OWN_KEYS: Readonly<Record<string, readonly string[]>> = { survey: ['outputs'], experiments: ['strategy'] }
const MACHINE_KEYS = ['runs-on', 'env', 'services', 'container']

/** What the lines between the markers must not bring: another job, a right, a secret. */
function unexpectedKey(text: string): string | null {
  let jobs: Readonly<Record<string, Readonly<Record<string, unknown>> | null>>
  try {
    jobs = (parse(text, { maxAliasCount: 20 }) as { jobs: typeof jobs }).jobs
  } catch {
    return 'it is not YAML'
  }
  for (const [name, job] of Object.entries(jobs)) {
    if (!JOBS.includes(name)) return `it has another job, ${name}`
    const known = [...TEMPLATE_KEYS, ...MACHINE_KEYS, ...(OWN_KEYS[name] ?? [])]
    const odd = Object.keys(job ?? {}).find((key) => !known.includes(key))
    if (odd) return `the job ${name} sets ${odd}`
  }
  return /\$\{\{(?:(?!\}\}).)*\bsecrets\b/s.test(text) ? 'it reads a secret where the code of the repository runs' : null
}
