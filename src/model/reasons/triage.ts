import { z } from 'zod'
import { count, message, name, names, nested } from './parts.ts'

/** What the server says by itself: from logs, of a report that it read, and of repairs that it does not offer. */
export const TRIAGE = {
  quarantined: z.strictObject({}),
  'passed-later': z.strictObject({}),
  'not-run': z.strictObject({
    why: z.enum(['fork', 'tried_before', 'declined', 'daily_limit', 'installation_limit', 'not_run_again', 'no_answer']),
    said: message,
  }),
  /** Nothing is known of a job: why its log says nothing, and which reports could not be read, each with its reason. */
  'log-unread': z.strictObject({ log: message, lost: names }),
  'fails-otherwise-in-ci': z.strictObject({ failureType: name, ours: nested }),
  'check-failed': z.strictObject({ check: name, detail: message }),
  'changes-expectation': z.strictObject({}),
  'possible-caller': z.strictObject({ detail: message }),
  'foreign-edit': z.strictObject({ detail: message }),
  'too-large-to-check': z.strictObject({}),
  'diff-too-large': z.strictObject({ what: z.enum(['files', 'edits', 'bytes']), found: z.number(), limit: z.number() }),
  'not-certainly-obsolete': z.strictObject({}),
  'contradicts-another-repair': z.strictObject({}),
  'other-test-differs': z.strictObject({}),
  'no-run-passed': z.strictObject({}),
  'below-confidence': z.strictObject({ confidence: count, threshold: count }),
  'declined-before': z.strictObject({ by: name, pullNumber: count.nullable() }),
  'our-run-differs': z.strictObject({}),
  /** Stored by a version that kept sentences, or knew other codes. */
  'earlier-version': z.strictObject({ text: message }),
}
