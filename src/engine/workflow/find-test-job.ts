import { readCiWorkflow, type WorkflowJob, type WorkflowStep } from './ci-workflow.ts'
import { commandOf, testStrength } from './test-command.ts'
import { NO_CALL, type WorkflowCall } from './workflow-inputs.ts'

export type TestJob = {
  readonly outcome: 'found'
  readonly job: WorkflowJob
  /** Index of the step that runs the tests. */
  readonly testStep: number
  /** The event that the workflow answers a change with. */
  readonly event: string
  /** Larger is surer; only comparable between workflows of one repository. */
  readonly score: number
  /** Why this job, as a sentence. */
  readonly reason: string
}

/** The job of a CI workflow that runs the tests; with `jobName` (an id or a name), that job. */
export function findTestJob(
  text: string,
  jobName?: string,
  call: WorkflowCall = NO_CALL,
): TestJob | { readonly outcome: 'no_test_job'; readonly reason: string } {
  const workflow = readCiWorkflow(text, call)
  if (workflow.outcome === 'unreadable') return { outcome: 'no_test_job', reason: workflow.reason }
  const event = workflow.events.includes('pull_request') ? 'pull_request' : 'push'
  if (jobName !== undefined) return namedJob(workflow.jobs, jobName, event)
  const onChange = workflow.events.some((event) => ['push', 'pull_request', 'merge_group'].includes(event))
  const candidates = workflow.jobs
    .map((job) => ({ job, ...surestStep(job) }))
    .filter(({ strength }) => strength > 0)
    .map(({ job, testStep, strength }) => ({
      job,
      testStep,
      score: strength * 4 + nameScore(job) - 4 * foreignSteps(job, testStep) + (onChange ? 3 : 0),
    }))
    .toSorted((one, other) => other.score - one.score)
  const [best, second] = candidates
  if (!best) {
    const ids = workflow.jobs.map(({ id }) => id).join(', ')
    const advice = ids === '' ? '' : `; name the job that does with \`--job\`: ${ids}`
    return { outcome: 'no_test_job', reason: `no step runs pytest, jest, vitest, a test script, tox, nox or make test${advice}` }
  }
  const step = firstLine(best.job.steps[best.testStep])
  const others = candidates.slice(1).map(({ job }) => job.id)
  const why = second && second.score === best.score ? 'it comes first' : 'it names the framework or itself more clearly'
  const choice = second ? `; chosen before ${others.join(', ')} because ${why} (\`--job\` chooses another)` : ''
  return { outcome: 'found', ...best, event, reason: `The job ${best.job.id} runs \`${step}\`${choice}.` }
}

function namedJob(jobs: readonly WorkflowJob[], name: string, event: string): ReturnType<typeof findTestJob> {
  const job = jobs.find(({ id }) => id === name) ?? jobs.find((one) => one.name === name)
  if (!job)
    return { outcome: 'no_test_job', reason: `there is no job ${name}; the jobs with steps are ${jobs.map(({ id }) => id).join(', ')}` }
  const { testStep, strength } = surestStep(job)
  const last = job.steps.findLastIndex((step) => typeof step.run === 'string')
  if (strength === 0 && last < 0) return { outcome: 'no_test_job', reason: `no step of the job ${name} runs a command` }
  const reason = strength > 0 ? 'was named' : 'was named; no test command is known in it, so its last command counts as the tests'
  return { outcome: 'found', job, event, testStep: strength > 0 ? testStep : last, score: 100, reason: `The job ${job.id} ${reason}.` }
}

function surestStep(job: WorkflowJob): { readonly testStep: number; readonly strength: number } {
  const strengths = job.steps.map((step) => Math.max(0, ...linesOf(commandOf(step)).map(testStrength)))
  const strength = Math.max(0, ...strengths)
  return { testStep: strengths.indexOf(strength), strength }
}

function linesOf(script: string): readonly string[] {
  return script.replace(/\\\n\s*/g, ' ').split('\n')
}

function nameScore(job: WorkflowJob): number {
  const name = `${job.id} ${job.name}`.toLowerCase()
  if (/(e2e|integration|lint|docs|bench|nightly|release|publish|deploy)/.test(job.id)) return -2
  if (/^(unit[-_ ]?)?tests?$/.test(job.id)) return 3
  return /test/.test(name) ? 2 : 0
}

/** Steps that need more than the commit: what another job made, or other checkouts. Such a job cannot be set up alone. */
function foreignSteps(job: WorkflowJob, testStep: number): number {
  return job.steps.slice(0, testStep).filter(({ uses, with: inputs }) => {
    const action = String(uses ?? '')
    if (action.startsWith('actions/download-artifact@')) return true
    return action.startsWith('actions/checkout@') && (inputs?.['path'] !== undefined || inputs?.['repository'] !== undefined)
  }).length
}

function firstLine(step: WorkflowStep | undefined): string {
  const lines = commandOf(step).split('\n')
  return (lines.find((line) => testStrength(line) > 0) ?? lines[0] ?? '').trim().slice(0, 80)
}
