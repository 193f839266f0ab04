import type { Settings } from '../../config/settings.ts'
import { FrameworkName } from '../../model/framework-name.ts'
import type { HealJob } from '../../protocol/heal-job.ts'
import { PROTOCOL_VERSION } from '../../protocol/version.ts'
import type { Healing } from '../history/healings/healing.ts'
import type { FailedTest } from '../triage/failed-test.ts'
import { fitHealJob } from '../triage/fit-heal-job.ts'
import type { FailedJob } from '../triage/plan-triage.ts'

type Order = {
  readonly healing: Healing
  readonly nonce: string
  readonly base: string
  readonly repository: string
  readonly tests: readonly FailedTest[]
  readonly jobs: readonly FailedJob[]
  readonly settings: Settings
  readonly detectFlaky: boolean
  /** What the author wrote of the change, as `pullRequestWords` leaves it. */
  readonly intentTexts: readonly string[]
}

const MAX_NAME = 4_096 // of the protocol; a longer test is found again through its file
const MAX_PATH = 1_024

/** What the runner is asked. Its matrix leg is filled in by the dispatch, which knows the workflow's inputs. */
export function healJobOf({ healing, nonce, base, repository, tests, settings, detectFlaky, intentTexts }: Order): HealJob {
  const named = new Set(tests.map(({ framework }) => FrameworkName.safeParse(framework).data ?? null))
  const [framework = null] = named
  const files = [...new Set(tests.flatMap(({ file }) => (file !== null && file.length <= MAX_PATH ? [file] : [])))].sort()
  const testIds = tests.map(({ testId }) => testId).filter((testId) => testId.length <= MAX_NAME)
  const { mergeHeadSha: head, mergeBaseSha } = healing
  return fitHealJob({
    ...{ protocol: PROTOCOL_VERSION, healing: healing.id, generation: healing.generation, nonce, repository },
    ...{ head: healing.headSha, base, merge: head !== null && mergeBaseSha !== null ? { head, base: mergeBaseSha } : null },
    framework: named.size === 1 ? framework : null,
    files,
    tests: testIds,
    variant: {},
    intentTexts: [...intentTexts],
    settings: {
      ...{ autoRepair: true, detectFlaky, maxRepairAttempts: settings.HEALING_MAX_REPAIR_ATTEMPTS },
      confidenceThreshold: settings.HEALING_CONFIDENCE_THRESHOLD,
      ...{ testFilesAdd: settings.TEST_FILES_ADD, testFilesExclude: settings.TEST_FILES_EXCLUDE },
    },
  })
}
