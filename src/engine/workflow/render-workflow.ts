import { IS_HUNT, LEGS, WANTS_CURES } from './steps/hunt-steps.ts'
import { renderSteps } from './steps/render-steps.ts'
import { FIRST_WITH, MARKERS, type MatrixInput, type WorkflowParts } from './workflow-parts.ts'
import { expression, quote } from './yaml-text.ts'

/** The text of `.github/workflows/suture.yml`: the template with the parts filled in. */
export function renderWorkflow(parts: WorkflowParts): string {
  const { bundle, matrix } = parts
  const steps = renderSteps(parts)
  const canHunt = parts.template >= FIRST_WITH.hunt
  const lines = [
    `# suture-workflow: ${parts.template}`,
    '# Written by `suture init`. Suture starts it to run failing tests again; it holds no secret and changes nothing.',
    '# Only the lines between the markers are yours to edit; `suture init --update` renews the pins.',
    'name: Suture',
    `run-name: Suture ${expression('inputs.nonce')}`,
    'on:',
    '  workflow_dispatch:',
    '    inputs:',
    ...input('job', 'What to heal, as JSON; the Suture server writes it', ['required: true', 'type: string']),
    ...input('nonce', 'The name of this run, 32 hexadecimal digits', ['required: true', 'type: string']),
    ...input('propose', 'Whether a language model may propose repairs', ["default: 'false'", 'type: string']),
    ...matrix.flatMap(matrixInput),
    'permissions: {}',
    'env:',
    `  SUTURE_PROTOCOL: '${parts.protocol}'`,
    `  SUTURE_VERSION: ${quote(bundle.version)}`,
    `  SUTURE_URL: ${quote(bundle.url)}`,
    `  SUTURE_SHA256: ${quote(bundle.sha256)}`,
    'jobs:',
    ...job(parts, 'reproduce', [
      ...(canHunt ? [`    if: ${expression(`!(${IS_HUNT})`)}`] : []),
      ...ofRepository(parts, [...steps.before, ...setUp(parts), ...steps.reproduce]),
    ]),
    ...job(parts, 'propose', [
      '    needs: reproduce',
      "    if: inputs.propose == 'true'",
      '    runs-on: ubuntu-latest',
      '    steps:',
      ...steps.propose,
    ]),
    ...job(parts, 'verify', [
      '    needs: [reproduce, propose]',
      `    if: ${expression("!cancelled() && needs.reproduce.result == 'success'")}`,
      ...ofRepository(parts, [...steps.before, ...setUp(parts), ...steps.verify]),
    ]),
    ...(canHunt ? huntJobs(parts, steps) : []),
  ]
  return `${lines.join('\n')}\n`
}

function huntJobs(parts: WorkflowParts, steps: ReturnType<typeof renderSteps>): string[] {
  const canCure = parts.template >= FIRST_WITH.cures
  return [
    ...job(parts, 'survey', [
      `    if: ${expression(IS_HUNT)}`,
      '    outputs:',
      `      open: ${expression('steps.suture-open.outputs.open')}`,
      ...ofRepository(parts, [...steps.before, ...setUp(parts), ...steps.survey]),
    ]),
    ...job(parts, 'experiments', [
      '    needs: survey',
      "    if: needs.survey.outputs.open == 'true'",
      ...LEGS,
      ...ofRepository(parts, [...steps.before, ...setUp(parts), ...steps.experiments]),
    ]),
    ...(canCure
      ? job(parts, 'cures', [
          '    needs: [survey, experiments]',
          `    if: ${expression(`!cancelled() && needs.survey.outputs.open == 'true' && ${WANTS_CURES}`)}`,
          ...ofRepository(parts, [...steps.before, ...setUp(parts), ...steps.cures]),
        ])
      : []),
    ...job(parts, 'sum-up', [
      `    needs: [survey, experiments${canCure ? ', cures' : ''}]`,
      `    if: ${expression("!cancelled() && needs.survey.result == 'success'")}`,
      '    runs-on: ubuntu-latest',
      '    steps:',
      ...steps['sum-up'],
    ]),
  ]
}

/** A job on the repository's machine. */
function ofRepository(parts: WorkflowParts, steps: readonly string[]): string[] {
  return [...machine(parts), '    steps:', ...steps]
}

function input(name: string, description: string, rest: readonly string[]): string[] {
  return [`      ${name}:`, `        description: ${description}`, ...rest.map((line) => `        ${line}`)]
}

function matrixInput({ name, values }: MatrixInput): string[] {
  const options = values.map((value) => `  - ${quote(value)}`)
  return input(`matrix-${name}`, 'A value of the matrix of the test job', [
    'type: choice',
    `default: ${quote(values[0] ?? '')}`,
    'options:',
    ...options,
  ])
}

function job(parts: WorkflowParts, name: string, lines: readonly string[]): string[] {
  const cache = parts.cacheMode ? ['    cache-mode: read'] : []
  return [`  ${name}:`, '    permissions:', '      contents: read', ...cache, '    timeout-minutes: 60', ...lines]
}

function machine(parts: WorkflowParts): string[] {
  return between(MARKERS.machine, parts.machine, '    ')
}

function setUp(parts: WorkflowParts): string[] {
  return between(MARKERS.setUp, parts.setUp, '      ')
}

function between([open, close]: readonly [string, string], lines: readonly string[], indent: string): string[] {
  return [open, ...lines, close].map((line) => (line === '' ? '' : indent + line))
}
