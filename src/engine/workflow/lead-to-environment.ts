import type { WorkflowJob, WorkflowStep } from './ci-workflow.ts'

/** A step that makes the environment of the test command the one of the steps after it, and whose environment it is. */
export type LeadStep = { readonly step: WorkflowStep; readonly tool: string }

// uv and rye keep theirs in the checkout, where Suture looks
const LAUNCHERS = /(?:^|[\s;&|(])((pipenv|poetry|pdm|pixi|conda|mamba|micromamba)\s+run\b(?:\s+-\S+(?:\s+(?!\S*test)[^-\s]\S*)?)*)\s+\S/
const HATCH = /(?:^|[\s;&|(])(hatch(?:\s+-\S+)*\s+run)\s+(?:([\w.-]+):)?[\w.-]+/
const CONDA = /conda|mamba|pixi/
const ENVIRONMENT_SHELL = /^(?:micromamba-shell|bash\s+(?:-\w+\s+)*-\w*l)/

/** The environment that only the command of the tests enters: by a launcher, or by its shell. `null`: there is none. */
export function leadToEnvironment(job: WorkflowJob, testStep: WorkflowStep | undefined, command: string): LeadStep | null {
  const [, launcher, tool] = LAUNCHERS.exec(command) ?? []
  if (launcher !== undefined && tool !== undefined) return { tool, step: leadingStep(`${launcher} python`, CONDA.test(tool), testStep) }
  const [, hatch, name = 'default'] = HATCH.exec(command) ?? []
  if (hatch !== undefined) return { tool: 'hatch', step: leadingStep(`${hatch} ${name}:python`, false, testStep) }
  const shell = testStep?.shell ?? job.defaults['shell']
  const isConda = job.steps.some(({ uses }) => CONDA.test(String(uses ?? '')))
  if (typeof shell === 'string' && ENVIRONMENT_SHELL.test(shell) && isConda)
    return { tool: 'conda', step: leadingStep('python', true, { ...testStep, shell }) }
  return null
}

function leadingStep(python: string, isConda: boolean, testStep: WorkflowStep | undefined): WorkflowStep {
  const folder = testStep?.['working-directory']
  return {
    name: 'Lead Suture to the environment of the tests',
    ...(testStep?.shell === undefined ? {} : { shell: testStep.shell }),
    ...(folder === undefined ? {} : { 'working-directory': folder }),
    run: [
      `home="$(${python} -c 'import sys; print(sys.prefix)')"`,
      `echo "${isConda ? 'CONDA_PREFIX' : 'VIRTUAL_ENV'}=$home" >> "$GITHUB_ENV"`,
      'echo "$home/bin" >> "$GITHUB_PATH"',
    ].join('\n'),
  }
}
