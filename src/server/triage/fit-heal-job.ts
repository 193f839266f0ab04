import type { HealJob } from '../../protocol/heal-job.ts'
import { MAX_INPUT_LENGTH } from '../../protocol/version.ts'

const ROOM_FOR_OTHERS = 2_000 // GitHub counts all inputs together: the nonce and the matrix values go beside the job

/**
 * The job as the workflow's input, within GitHub's limit: first single tests are left out in favour of their files, then files in
 * favour of the whole suite, and the runner finds the failures by itself; the words of the pull request go last.
 */
export function fitHealJob(job: HealJob, limit = MAX_INPUT_LENGTH - ROOM_FOR_OTHERS): HealJob {
  const fits = (candidate: HealJob) => JSON.stringify(candidate).length <= limit
  const filesOnly = { ...job, tests: [] }
  const suite = { ...filesOnly, files: [] }
  return [job, filesOnly, suite].find(fits) ?? { ...suite, intentTexts: [] }
}
