import { type MatrixInput, matrixVariable, type WorkflowParts } from '../workflow-parts.ts'
import { expression } from '../yaml-text.ts'
import { huntSteps } from './hunt-steps.ts'
import { HOME, NO_LOADERS, type OwnStep, start, upload } from './start-step.ts'

// By its path, since GitHub looks for `bash` in the folders that set-up steps add; -p takes no functions from the environment.
const SHELL = '/bin/bash --noprofile --norc -peo pipefail {0}'

type StepsOf = 'before' | 'reproduce' | 'propose' | 'verify' | 'survey' | 'experiments' | 'cures' | 'sum-up'

/** The lines of Suture's own steps: those before the repository's set-up, and those of each job after it. */
export function renderSteps(parts: WorkflowParts): Readonly<Record<StepsOf, readonly string[]>> {
  const lines = (steps: readonly OwnStep[]) => steps.flatMap((step) => stepLines(step, parts))
  return {
    before: lines([checkInputs(parts.matrix), SET_UP_NODE, FETCH, CHECKOUT, CHECK_COMMIT]),
    reproduce: lines([start('Reproduce', 'reproduce --out "$SUTURE_HOME/reproduction.json"'), upload('reproduction')]),
    propose: lines([{ name: 'Say that no model was asked', run: ["echo 'No language model is set up for this repository.'"] }]),
    verify: lines([
      {
        name: 'Take the reproduction',
        uses: 'actions/download-artifact',
        env: NO_LOADERS,
        with: { name: `suture-reproduction-${expression('inputs.nonce')}`, path: `${HOME}/in` },
      },
      start('Verify', 'verify --in "$SUTURE_HOME/in/reproduction.json" --out "$SUTURE_HOME/report.json"'),
      upload('report'),
    ]),
    survey: lines(huntSteps.survey),
    experiments: lines(huntSteps.experiments),
    cures: lines(huntSteps.cures),
    'sum-up': lines([checkInputs(parts.matrix), SET_UP_NODE, FETCH, ...huntSteps.together]),
  }
}

// An output of a finished step: unlike a variable, later steps cannot change it.
const HEAD = expression('steps.suture-inputs.outputs.head')

function checkInputs(matrix: readonly MatrixInput[]): OwnStep {
  return {
    name: 'Check the inputs',
    id: 'suture-inputs',
    env: {
      NONCE: expression('inputs.nonce'),
      HEAD: expression('fromJSON(inputs.job).head'),
      REPOSITORY: expression('fromJSON(inputs.job).repository'),
      ...Object.fromEntries(matrix.map(({ name }) => [matrixVariable(name), expression(`inputs.matrix-${name}`)])),
    },
    run: [
      'fail() { echo "$1"; exit 1; }',
      `[[ "$NONCE" =~ ^[0-9a-f]{32}$ ]] || fail 'The nonce is not 32 hexadecimal digits.'`,
      `[[ "$HEAD" =~ ^[0-9a-f]{40}$ ]] || fail 'The head is not a commit.'`,
      `[[ "$REPOSITORY" == "$GITHUB_REPOSITORY" ]] || fail 'The job names another repository.'`,
      ...matrix.flatMap(({ name, values }) => [
        `case "$${matrixVariable(name)}" in`,
        `  ${values.map(shellQuote).join(' | ')}) ;;`,
        `  *) fail 'matrix-${name} is not one of the values in this file.' ;;`,
        'esac',
      ]),
      'echo "head=$HEAD" >> "$GITHUB_OUTPUT"',
      'echo "started=$(cut -d " " -f 22 "/proc/$$/stat")" >> "$GITHUB_OUTPUT"',
      'own="$(command -v node || true)"',
      'if [[ -n "$own" ]]; then echo "node-folder=$(dirname "$own")" >> "$GITHUB_OUTPUT"; fi',
    ],
  }
}

function shellQuote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}

const SET_UP_NODE: OwnStep = {
  name: 'Set up a Node for Suture alone',
  uses: 'actions/setup-node',
  with: { 'node-version': "'24'", 'package-manager-cache': 'false' },
}

const FETCH: OwnStep = {
  name: 'Fetch Suture',
  id: 'suture-runner',
  env: { NODE_FOLDER: expression('steps.suture-inputs.outputs.node-folder') },
  run: [
    'home="$RUNNER_TEMP/suture"',
    'mkdir -p "$home"',
    'curl --fail --silent --show-error --location --retry 3 --output "$home/suture.tgz" "$SUTURE_URL"',
    'echo "$SUTURE_SHA256  $home/suture.tgz" | sha256sum --check --quiet',
    '{',
    '  echo "home=$home"',
    '  echo "sha256=$SUTURE_SHA256"',
    '  echo "node=$(command -v node)"',
    '  echo "node-sha256=$(sha256sum < "$(command -v node)" | cut -d " " -f 1)"',
    '  echo "git=$(command -v git)"',
    '} >> "$GITHUB_OUTPUT"',
    '# the repository keeps the Node that it would have had',
    'if [[ -n "$NODE_FOLDER" ]]; then echo "$NODE_FOLDER" >> "$GITHUB_PATH"; fi',
  ],
}

const CHECKOUT: OwnStep = {
  name: 'Check out the commit',
  uses: 'actions/checkout',
  with: { ref: HEAD, 'fetch-depth': '0', 'persist-credentials': 'false' },
}

// A commit of a fork can be fetched by its hash as well.
const CHECK_COMMIT: OwnStep = {
  name: 'Check that the commit is on a branch of this repository',
  env: { HEAD },
  run: [
    'branch="$(git for-each-ref --count=1 --contains "$HEAD" refs/remotes/origin)"',
    `if [[ -z "$branch" ]]; then echo 'No branch of this repository holds the commit.'; exit 1; fi`,
  ],
}

function stepLines(step: OwnStep, { pins }: WorkflowParts): string[] {
  const block = (name: string, values: Readonly<Record<string, string>> | undefined) =>
    values ? [`${name}:`, ...Object.entries(values).map(([key, value]) => `  ${key}: ${value}`)] : []
  const pin = step.uses && pins[step.uses]
  const [first = '', ...rest] = [
    `name: ${step.name}`,
    ...(step.id ? [`id: ${step.id}`] : []),
    ...(pin ? [`uses: ${step.uses}@${pin.commit} # ${pin.release}`] : []),
    ...block('with', step.with),
    ...(step.run ? [`shell: ${SHELL}`] : []),
    ...block('env', step.env),
    ...(step.run ? ['run: |', ...step.run.map((line) => `  ${line}`)] : []),
  ]
  return [`      - ${first}`, ...rest.map((line) => `        ${line}`)]
}
