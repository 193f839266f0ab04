import { expression } from '../yaml-text.ts'
import { HOME, NO_LOADERS, type OwnStep, start, upload } from './start-step.ts'

const NONCE = expression('inputs.nonce')

const TAKE_ALL: OwnStep = {
  name: 'Take what was seen',
  uses: 'actions/download-artifact',
  env: NO_LOADERS,
  with: { path: `${HOME}/in` },
}

/**
 * The steps of a hunt for flaky tests. `survey` runs everything on one machine. If something ended in two ways, the `experiments` each try
 * some factors, on machines of their own; then `cures` are tried where they are wanted. What all of them saw is judged `together`, where no
 * code of the repository runs.
 */
export const huntSteps: Readonly<Record<'survey' | 'experiments' | 'cures' | 'together', readonly OwnStep[]>> = {
  survey: [
    start('Survey', 'survey --out "$SUTURE_HOME/survey.json" --open "$SUTURE_HOME/open"'),
    upload('survey'),
    {
      name: 'Say whether there is more to find out',
      id: 'suture-open',
      env: { SUTURE_HOME: HOME },
      run: ['if [[ -e "$SUTURE_HOME/open" ]]; then echo "open=true" >> "$GITHUB_OUTPUT"; fi'],
    },
  ],
  experiments: [
    {
      name: 'Take the survey',
      uses: 'actions/download-artifact',
      env: NO_LOADERS,
      with: { name: `suture-survey-${NONCE}`, path: `${HOME}/in` },
    },
    start('Experiment', 'experiment --in "$SUTURE_HOME/in/survey.json" --leg "$SUTURE_LEG" --out "$SUTURE_HOME/experiment.json"', {
      SUTURE_LEG: expression('matrix.leg'),
    }),
    upload('experiment', `-${expression('matrix.leg')}`),
  ],
  cures: [TAKE_ALL, start('Try cures', 'try-cures --in "$SUTURE_HOME/in" --out "$SUTURE_HOME/cures.json"'), upload('cures')],
  together: [TAKE_ALL, start('Sum up', 'sum-up --in "$SUTURE_HOME/in" --out "$SUTURE_HOME/report.json"'), upload('report')],
}

/** Whether the run is a hunt. */
export const IS_HUNT = "fromJSON(inputs.job).task == 'hunt'"

/** Whether it is to try cures. */
export const WANTS_CURES = 'fromJSON(inputs.job).cure'

/** The machines of the experiments, by their numbers; one that fails leaves the others alone. */
export const LEGS: readonly string[] = [
  '    strategy:',
  '      fail-fast: false',
  '      matrix:',
  `        leg: ${expression('fromJSON(inputs.job).legs')}`,
]
