import { END_LEFTOVERS } from './end-leftovers.ts'
import { type MatrixInput, matrixVariable, type OwnAction, type WorkflowParts } from './workflow-parts.ts'
import { expression } from './yaml-text.ts'

type Step = {
  readonly name: string
  readonly id?: string
  readonly uses?: OwnAction
  readonly with?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
  readonly run?: readonly string[]
}

// By its path, since GitHub looks for `bash` in the folders that set-up steps add; -p takes no functions from the environment.
const SHELL = '/bin/bash --noprofile --norc -peo pipefail {0}'

/** The lines of Suture's own steps: those before the repository's set-up, and those of each job after it. */
export function renderSteps(parts: WorkflowParts): Readonly<Record<'before' | 'reproduce' | 'propose' | 'verify', readonly string[]>> {
  const lines = (steps: readonly Step[]) => steps.flatMap((step) => stepLines(step, parts))
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
  }
}

// Outputs of finished steps: unlike variables, later steps cannot change them.
const HOME = expression('steps.suture-runner.outputs.home')
const HEAD = expression('steps.suture-inputs.outputs.head')

function checkInputs(matrix: readonly MatrixInput[]): Step {
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

const SET_UP_NODE: Step = {
  name: 'Set up a Node for Suture alone',
  uses: 'actions/setup-node',
  with: { 'node-version': "'24'", 'package-manager-cache': 'false' },
}

const FETCH: Step = {
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

const CHECKOUT: Step = {
  name: 'Check out the commit',
  uses: 'actions/checkout',
  with: { ref: HEAD, 'fetch-depth': '0', 'persist-credentials': 'false' },
}

// A commit of a fork can be fetched by its hash as well.
const CHECK_COMMIT: Step = {
  name: 'Check that the commit is on a branch of this repository',
  env: { HEAD },
  run: [
    'branch="$(git for-each-ref --count=1 --contains "$HEAD" refs/remotes/origin)"',
    `if [[ -z "$branch" ]]; then echo 'No branch of this repository holds the commit.'; exit 1; fi`,
  ],
}

/** What would load other code into the programs of Suture's own steps; a set-up step can leave it to them. */
const NO_LOADERS = Object.fromEntries(
  ['BASH_ENV', 'LD_AUDIT', 'LD_LIBRARY_PATH', 'LD_PRELOAD', 'NODE_OPTIONS', 'NODE_PATH', 'OPENSSL_CONF', 'TAR_OPTIONS'].map((name) => [
    name,
    "''",
  ]),
)

const CHECK_BUNDLE = 'command -p sha256sum --check --quiet <<< "$SUTURE_SHA256  $SUTURE_HOME/suture.tgz"'

/** Nothing that the set-up left runs beside it; the tests get what the job set for them from SUTURE_JOB_ENV. */
function start(name: string, words: string): Step {
  return {
    name,
    env: {
      ...NO_LOADERS,
      SUTURE_HOME: HOME,
      SUTURE_GIT: expression('steps.suture-runner.outputs.git'),
      SUTURE_NODE: expression('steps.suture-runner.outputs.node'),
      SUTURE_NODE_SHA256: expression('steps.suture-runner.outputs.node-sha256'),
      SUTURE_SHA256: expression('steps.suture-runner.outputs.sha256'),
      SUTURE_STARTED: expression('steps.suture-inputs.outputs.started'),
      SUTURE_MACHINE: expression('runner.environment'),
      SUTURE_JOB: expression('inputs.job'),
      SUTURE_JOB_ENV: expression('toJSON(env)'),
      SUTURE_SETUP_FAILED: expression("contains(steps.*.outcome, 'failure')"),
    },
    run: [
      ...END_LEFTOVERS,
      'tracking="${RUNNER_TRACKING_ID:-none}"',
      'files=("$GITHUB_ENV" "$GITHUB_PATH" "$GITHUB_OUTPUT" "$GITHUB_STATE" "$GITHUB_STEP_SUMMARY")',
      'tests_path="$PATH"',
      'PATH=/usr/sbin:/usr/bin:/sbin:/bin',
      "ended=''",
      'end_leftovers',
      `if [[ -n "$ended" ]]; then echo "Ended what earlier steps had left running: $ended"; fi`,
      'export SUTURE_ENDED="$ended"',
      '# whatever a test has left is ended too, and what it has told the steps after this one is forgotten',
      `trap 'end_leftovers; for file in "\${files[@]}"; do : > "$file"; done' EXIT`,
      `unset "\${!GITHUB_@}" "\${!ACTIONS_@}" "\${!RUNNER_@}" ${Object.keys(NO_LOADERS).join(' ')}`,
      '# unpacked only now, so that the set-up steps cannot have changed it',
      'mkdir "$SUTURE_HOME/runner"',
      CHECK_BUNDLE,
      'command -p tar --extract --gzip --file "$SUTURE_HOME/suture.tgz" --directory "$SUTURE_HOME/runner"',
      CHECK_BUNDLE,
      'command -p sha256sum --check --quiet <<< "$SUTURE_NODE_SHA256  $SUTURE_NODE"',
      `PATH="$tests_path" "$SUTURE_NODE" "$SUTURE_HOME/runner/suture.js" ${words}`,
    ],
  }
}

function upload(what: string): Step {
  return {
    name: `Leave the ${what}`,
    uses: 'actions/upload-artifact',
    env: NO_LOADERS,
    with: {
      name: `suture-${what}-${expression('inputs.nonce')}`,
      path: `${HOME}/${what}.json`,
      'if-no-files-found': 'error',
      'retention-days': '5',
    },
  }
}

function stepLines(step: Step, { pins }: WorkflowParts): string[] {
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
