import type { OwnAction } from '../workflow-parts.ts'
import { expression } from '../yaml-text.ts'
import { END_LEFTOVERS } from './end-leftovers.ts'

/** A step of Suture's own. */
export type OwnStep = {
  readonly name: string
  readonly id?: string
  readonly uses?: OwnAction
  readonly with?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
  readonly run?: readonly string[]
}

/** Where Suture lies: an output of a finished step, which later steps cannot change. */
export const HOME = expression('steps.suture-runner.outputs.home')

/** What would load other code into the programs of Suture's own steps; a set-up step can leave it to them. */
export const NO_LOADERS = Object.fromEntries(
  ['BASH_ENV', 'LD_AUDIT', 'LD_LIBRARY_PATH', 'LD_PRELOAD', 'NODE_OPTIONS', 'NODE_PATH', 'OPENSSL_CONF', 'TAR_OPTIONS'].map((name) => [
    name,
    "''",
  ]),
)

const CHECK_BUNDLE = 'command -p sha256sum --check --quiet <<< "$SUTURE_SHA256  $SUTURE_HOME/suture.tgz"'

/** Nothing that the set-up left runs beside it; the tests get what the job set for them from SUTURE_JOB_ENV. `env` are variables that `words` name. */
export function start(name: string, words: string, env: OwnStep['env'] = {}): OwnStep {
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
      ...env,
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

/** `suffix` tells the answers of several machines apart. */
export function upload(what: string, suffix = ''): OwnStep {
  return {
    name: `Leave the ${what}`,
    uses: 'actions/upload-artifact',
    env: NO_LOADERS,
    with: {
      name: `suture-${what}-${expression('inputs.nonce')}${suffix}`,
      path: `${HOME}/${what}.json`,
      'if-no-files-found': 'error',
      'retention-days': '5',
    },
  }
}
