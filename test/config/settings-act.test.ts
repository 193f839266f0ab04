import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { SETTING_NAMES, type SettingName } from '../../src/config/settings.ts'

/** Where each setting is seen to change what Suture does; the compiler asks for a line for every new one. */
const SHOWN: Readonly<Record<SettingName, readonly string[]>> = {
  mode: ['integration/server/jobs/dispatch.test.ts'],
  HEALING_AUTO_REPAIR: ['integration/server/jobs/settings.test.ts', 'integration/heal-command.test.ts'],
  HEALING_CONFIDENCE_THRESHOLD: ['integration/server/jobs/settings.test.ts', 'integration/heal-command.test.ts'],
  HEALING_MAX_REPAIR_ATTEMPTS: ['integration/server/jobs/settings.test.ts'],
  HEALING_WAIT_MINUTES: ['integration/server/jobs/settings.test.ts'],
  HEALING_MAX_RUNNING: ['server/triage/plan-triage.test.ts'],
  HEALING_MAX_PER_DAY: ['integration/server/jobs/settings.test.ts', 'server/triage/plan-triage.test.ts'],
  INSTALLATION_MAX_RUNNING: ['integration/server/jobs/installation-caps.test.ts', 'server/triage/plan-triage.test.ts'],
  INSTALLATION_MAX_PER_DAY: ['integration/server/jobs/installation-caps.test.ts', 'server/triage/plan-triage.test.ts'],
  TEST_FILES_ADD: ['engine/frameworks/with-settings.test.ts', 'integration/runner/session.test.ts'],
  TEST_FILES_EXCLUDE: ['server/intake/verify-report.test.ts', 'integration/heal-command.test.ts'],
  FLAKY_MIN_RUNS: ['integration/flaky-command.test.ts'],
  FLAKY_MAX_RUNS: ['integration/flaky-command.test.ts'],
  FLAKY_DETECTION_THRESHOLD: ['integration/flaky-command.test.ts'],
  FLAKY_NIGHTLY: ['e2e/nightly-hunt.test.ts'],
  FLAKY_NIGHTLY_MINUTES: ['e2e/nightly-hunt.test.ts'],
  FLAKY_NIGHTLY_HOUR: ['e2e/nightly-hunt.test.ts'],
  FLAKY_CURE: ['e2e/nightly-cures.test.ts'],
  STALE_TESTS: ['e2e/stale-tests.test.ts'],
  STALE_TESTS_MINUTES: ['e2e/stale-tests.test.ts'],
  QUARANTINE_DAYS: ['integration/server/jobs/settings.test.ts'],
  QUARANTINE_AUTO: ['e2e/quarantine-ends.test.ts'],
  QUARANTINE_OWNER: ['e2e/quarantine-ends.test.ts'],
  gate: ['e2e/gate.test.ts'],
  GATE_MIN_TESTS: ['e2e/gate.test.ts'],
  PREDICTION: ['e2e/prediction.test.ts'],
  HISTORY_AGGREGATION_INTERVAL: ['integration/server/history/periods/aggregate.test.ts'],
  OPTIMIZATION_TARGET_REDUCTION: ['integration/optimize-command.test.ts'],
  OPTIMIZATION_RISK_TOLERANCE: ['integration/optimize-command.test.ts'],
  PERFORMANCE_SLOW_TEST_MS: ['integration/optimize-command.test.ts'],
  PERFORMANCE_REGRESSION_THRESHOLD: ['e2e/slower.test.ts', 'engine/history/regressions.test.ts'],
  HISTORY_RETENTION_DAYS: ['integration/server/jobs/settings.test.ts'],
}

test.each(SETTING_NAMES)('%s is shown to act', (name) => {
  for (const path of SHOWN[name]) expect(readFileSync(`test/${path}`, 'utf8'), path).toContain(name)
})
