import { VERDICT_WORDS } from '../../engine/diagnosis/verdict-words.ts'
import type { ReasonCode } from '../../model/reason.ts'
import type { Answer } from '../triage/answer.ts'

const SAY_WHAT_IS_MEANT =
  'Say in the pull request or in a commit message what this change is meant to do, and `/heal` looks again. If it was meant, change the test by hand.'
const NEEDS_MORE =
  'The test needs more than the new names, and only you know what it should expect now: change the test by hand, or the source.'

const UPLOAD_A_REPORT =
  'Run the failed job again, or say `/heal` in a pull request and the tests are run here. To have this answered even where a log is lost, write a JUnit report and upload it: `uses: actions/upload-artifact` with `if: always()`.'

/** What the reader can do about a failure that was understood: further runs would show nothing new. */
const LEFT_OPEN: Readonly<Partial<Record<ReasonCode, string>>> = {
  'declared-intent-open': SAY_WHAT_IS_MEANT,
  'repair-refused': NEEDS_MORE,
  'relies-on-removed': NEEDS_MORE,
  'rewritten-too': NEEDS_MORE,
  'log-unread': UPLOAD_A_REPORT,
}

/** What evidence would give another answer than this one. */
export function reconsiderOf({ verdict, reason }: Pick<Answer, 'verdict' | 'reason'>): string {
  const open = verdict === 'unknown' ? LEFT_OPEN[reason.code] : undefined
  return open ?? VERDICT_WORDS[verdict].reconsider
}
