import { z } from 'zod'
import { RiskLevel } from '../model/result/test-optimization.ts'

/** What is said of a setting besides its schema. */
type About = {
  readonly unit?: string
  /** Whether a server's limit is a maximum or a minimum for what repositories ask for. */
  readonly limit?: 'most' | 'least'
  /** Only the server's environment sets it: it holds for all repositories together. */
  readonly onlyOnServer?: true
}

const setting = <T extends z.ZodType>(schema: T, description: string, about: About = {}): T => schema.meta({ description, ...about })
const share = z.number().min(0).max(1)
const count = z.number().int().min(1)
const globs = z.array(z.string().min(1).max(200)).max(100)

/** Where a repository keeps its settings. */
export const SETTINGS_PATH = '.github/suture.yml'

/** What Suture may do in a repository, weakest first. */
export const Mode = z.enum(['observe', 'suggest', 'pr'])
export type Mode = z.infer<typeof Mode>

/** Every setting that acts: its name in `.github/suture.yml` (and in the environment), its default, meaning and unit. */
export const Settings = z.strictObject({
  mode: setting(
    Mode.default('pr'),
    '`observe`: the check only. `suggest`: and a comment, with the patch in it. `pr`: and the pull request. In the environment: `HEALING_MODE`.',
    { limit: 'most' },
  ),
  HEALING_AUTO_REPAIR: setting(
    z.boolean().default(true),
    'With `false`, repairs are found and shown; none is opened until somebody asks by `/heal`, and `heal --apply` writes none.',
    { limit: 'most' },
  ),
  HEALING_CONFIDENCE_THRESHOLD: setting(share.default(0.7), 'A repair of less confidence is not offered.', {
    unit: '0 to 1',
    limit: 'least',
  }),
  HEALING_MAX_REPAIR_ATTEMPTS: setting(count.max(10).default(3), 'Rounds of repair for one test.', { unit: 'rounds', limit: 'most' }),
  HEALING_WAIT_MINUTES: setting(
    z.number().min(0).max(360).default(10),
    'How long after the first failure other checks of the commit are waited for.',
    { unit: 'minutes', limit: 'most' },
  ),
  HEALING_MAX_RUNNING: setting(count.max(20).default(2), 'Healings of one repository that run at the same time.', {
    unit: 'healings',
    limit: 'most',
  }),
  HEALING_MAX_PER_DAY: setting(z.number().int().min(0).max(1000).default(20), 'Healings of one repository in a day.', {
    unit: 'healings',
    limit: 'most',
  }),
  INSTALLATION_MAX_RUNNING: setting(
    count.max(1000).default(10),
    "Healings of all repositories of one installation that run at the same time; further ones wait. In the server's environment only.",
    { unit: 'healings', onlyOnServer: true },
  ),
  INSTALLATION_MAX_PER_DAY: setting(
    z.number().int().min(0).max(100_000).default(200),
    "Healings of all repositories of one installation in a day. In the server's environment only.",
    { unit: 'healings', onlyOnServer: true },
  ),
  TEST_FILES_ADD: setting(
    globs.default([]),
    'Files that are tests too: they may be repaired, and what changes in them is never the cause.',
    { unit: 'globs' },
  ),
  TEST_FILES_EXCLUDE: setting(globs.default([]), 'Test files that are never edited; they stay tests.', { unit: 'globs' }),
  FLAKY_MIN_RUNS: setting(count.max(200).default(10), 'How often a hunt for flaky tests runs each test as it is.', {
    unit: 'runs',
    limit: 'most',
  }),
  FLAKY_MAX_RUNS: setting(
    count.max(1000).default(50),
    'How often it does so at most for a test that was asked for, as long as that has not ended both ways.',
    {
      unit: 'runs',
      limit: 'most',
    },
  ),
  FLAKY_DETECTION_THRESHOLD: setting(
    share.default(0.3),
    'A test is called flaky where it is so with this probability; one that passed and failed under equal conditions is.',
    {
      unit: '0 to 1',
      limit: 'least',
    },
  ),
  FLAKY_NIGHTLY: setting(
    z.boolean().default(false),
    'With `true`, the default branch is searched for flaky tests each night, in the same workflow as healings. A commit is searched once.',
    { limit: 'most' },
  ),
  FLAKY_NIGHTLY_MINUTES: setting(
    z.number().min(1).max(100).default(30),
    'How long all machines of such a search may run tests together; setting them up comes on top.',
    { unit: 'minutes', limit: 'most' },
  ),
  FLAKY_CURE: setting(
    z.boolean().default(false),
    'With `true`, such a search also tries to cure what it explained, within its minutes: edits of tests, offered as `mode` says, one pull request a cause.',
    { limit: 'most' },
  ),
  STALE_TESTS: setting(
    z.boolean().default(false),
    'With `true`, each green pull request is looked at for what it declares and no test says anything of, in the same workflow as healings; advice in the comment.',
    { limit: 'most' },
  ),
  STALE_TESTS_MINUTES: setting(
    z.number().min(1).max(100).default(10),
    'How long such a look may run tests; setting the machine up comes on top.',
    {
      unit: 'minutes',
      limit: 'most',
    },
  ),
  FLAKY_NIGHTLY_HOUR: setting(
    z.number().int().min(0).max(23).default(2),
    "The hour at which the server starts such searches. In the server's environment only.",
    { unit: 'hour, UTC', onlyOnServer: true },
  ),
  QUARANTINE_DAYS: setting(count.max(365).default(14), 'How long a quarantine holds where no date is given.', {
    unit: 'days',
    limit: 'most',
  }),
  QUARANTINE_AUTO: setting(
    z.boolean().default(false),
    'Suture quarantines flaky tests by itself: never broken or new ones, at most one test in a hundred, and none that nobody owns.',
    { limit: 'most' },
  ),
  QUARANTINE_OWNER: setting(
    z.string().max(140).default(''),
    'Who owns what Suture quarantines by itself, where CODEOWNERS of the default branch names nobody: a login or a team.',
  ),
  gate: setting(
    z.array(z.string().min(1).max(200)).max(50).default([]),
    'Workflows, by file (`ci.yml`) or name, that the check `Suture / gate` judges in place of their own checks. Empty: there is no such check.',
    { unit: 'workflows' },
  ),
  GATE_MIN_TESTS: setting(
    share.default(0.9),
    'The gate is red where fewer tests ran than this share of those in the last green run of the same job. `0` compares nothing.',
    { unit: '0 to 1', limit: 'least' },
  ),
  OPTIMIZATION_TARGET_REDUCTION: setting(
    share.default(0.3),
    'Once the suite is faster by this share, measured, nothing more is looked for.',
    { unit: '0 to 1', limit: 'most' },
  ),
  OPTIMIZATION_RISK_TOLERANCE: setting(
    RiskLevel.default('medium'),
    '`low`, `medium`, `high`: an optimisation of a higher risk is shown, and never applied.',
    { limit: 'most' },
  ),
  PERFORMANCE_SLOW_TEST_MS: setting(
    z.number().min(0).max(3_600_000).default(5000),
    'Tests that take longer are looked at first by what makes suites faster; where none does, the whole suite is.',
    { unit: 'milliseconds' },
  ),
  PREDICTION: setting(
    z.boolean().default(false),
    'With `true`, Suture learns from each CI run which tests a change breaks, and the check `Suture / prediction` of a pull request says before CI ends which will likely fail, which may need an edit, and why.',
    { limit: 'most' },
  ),
  PERFORMANCE_REGRESSION_THRESHOLD: setting(
    z.number().min(1.1).max(100).default(1.5),
    'So many times as long as before a test must take on machines of equal speed to be called slower. That is said, and fails nothing.',
    { unit: 'times', limit: 'least' },
  ),
  HISTORY_RETENTION_DAYS: setting(count.max(3650).default(90), "How long single executions are kept. In the server's environment only.", {
    unit: 'days',
    onlyOnServer: true,
  }),
  HISTORY_AGGREGATION_INTERVAL: setting(
    z.enum(['daily', 'hourly']).default('daily'),
    "Executions are added up for each day of UTC, or for each hour, and the sums kept for a year. In the server's environment only.",
    { onlyOnServer: true },
  ),
})
export type Settings = Readonly<z.infer<typeof Settings>>
export type SettingName = keyof Settings

/** Names in the order in which they are documented. */
export const SETTING_NAMES = Object.keys(Settings.shape) as readonly SettingName[]

/** What is said of a setting besides its schema. */
export function aboutSetting(name: SettingName): About & { readonly description: string } {
  return (Settings.shape[name].meta() ?? {}) as About & { readonly description: string }
}

/** The environment's name of a setting. */
export function environmentName(name: SettingName): string {
  return name === 'mode' ? 'HEALING_MODE' : name === 'gate' ? 'GATE_WORKFLOWS' : name
}

/** The variable by which a server bounds a setting; null for one that cannot be bounded. */
export function limitName(name: SettingName): string | null {
  return aboutSetting(name).limit === undefined ? null : `LIMIT_${environmentName(name)}`
}
