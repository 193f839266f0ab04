import { z } from 'zod'

const setting = <T extends z.ZodType>(schema: T, description: string, unit = ''): T =>
  schema.meta(unit ? { description, unit } : { description })
const share = z.number().min(0).max(1)
const count = z.number().int().min(1)
const globs = z.array(z.string().min(1).max(200)).max(100)

/** What Suture may do in a repository, weakest first. */
export const Mode = z.enum(['observe', 'suggest', 'pr'])
export type Mode = z.infer<typeof Mode>

/** Every setting: its name in `.github/suture.yml` (and in the environment), its default, meaning and unit. */
export const Settings = z.strictObject({
  mode: setting(
    Mode.default('pr'),
    '`observe`: the check only. `suggest`: and a comment, with the patch in it. `pr`: and the pull request. In the environment: `HEALING_MODE`.',
  ),
  HEALING_AUTO_REPAIR: setting(z.boolean().default(true), 'With `false`, at most `suggest` until somebody asks by `/heal`.'),
  HEALING_CONFIDENCE_THRESHOLD: setting(share.default(0.7), 'A repair of less confidence is not offered.', '0 to 1'),
  HEALING_MAX_REPAIR_ATTEMPTS: setting(count.max(10).default(3), 'Rounds of repair for one test.', 'rounds'),
  HEALING_WAIT_MINUTES: setting(
    z.number().min(0).max(360).default(10),
    'How long after the first failure other checks of the commit are waited for.',
    'minutes',
  ),
  HEALING_MAX_RUNNING: setting(count.max(20).default(2), 'Healings of one repository that run at the same time.', 'healings'),
  HEALING_MAX_PER_DAY: setting(z.number().int().min(0).max(1000).default(20), 'Healings of one repository in a day.', 'healings'),
  TEST_FILES_ADD: setting(
    globs.default([]),
    'Files that are tests too: they may be repaired, and what changes in them is never the cause.',
    'globs',
  ),
  TEST_FILES_EXCLUDE: setting(globs.default([]), 'Test files that are never edited; they stay tests.', 'globs'),
  QUARANTINE_DAYS: setting(count.max(365).default(14), 'How long a quarantine holds where no date is given.', 'days'),
  FLAKY_MIN_RUNS: setting(count.max(1000).default(10), 'Executions before a test is called flaky by statistics alone.', 'runs'),
  FLAKY_MAX_RUNS: setting(count.max(1000).default(50), 'The most runs of a hunt for a flaky test.', 'runs'),
  FLAKY_DETECTION_THRESHOLD: setting(share.default(0.3), 'From this score on a test is called flaky by statistics alone.', '0 to 1'),
  OPTIMIZATION_TARGET_REDUCTION: setting(share.default(0.3), 'Suggestions stop when the suite would be this much faster.', '0 to 1'),
  OPTIMIZATION_RISK_TOLERANCE: setting(z.enum(['low', 'medium', 'high']).default('medium'), 'Riskier optimizations are not suggested.'),
  HISTORY_RETENTION_DAYS: setting(count.max(3650).default(90), 'How long single executions are kept.', 'days'),
  HISTORY_AGGREGATION_INTERVAL: setting(z.enum(['hourly', 'daily']).default('daily'), 'How often executions are summed up.'),
  PERFORMANCE_SLOW_TEST_MS: setting(count.default(5000), 'From this duration on the optimizer looks at a test.', 'milliseconds'),
  PERFORMANCE_REGRESSION_THRESHOLD: setting(
    z.number().min(1).max(100).default(1.5),
    'A test this many times slower has regressed.',
    'times',
  ),
})
export type Settings = Readonly<z.infer<typeof Settings>>
export type SettingName = keyof Settings

/** Names in the order in which they are documented. */
export const SETTING_NAMES = Object.keys(Settings.shape) as readonly SettingName[]

/** The environment's name of a setting. */
export function environmentName(name: SettingName): string {
  return name === 'mode' ? 'HEALING_MODE' : name
}
