import type { TRIAGE as CODES } from '../../../model/reasons/triage.ts'
import { list } from '../mark.ts'
import type { TemplatesFor } from '../template.ts'

const NOT_RUN = {
  fork: 'Suture never runs commits of forks, so only the log was read',
  tried_before: 'two healings have already looked at this failure, so it was not run again',
  declined: 'a person said no to a repair of this failure, so it was not run again',
  daily_limit: 'this repository has reached its limit of healings for today, so only the log was read',
  installation_limit: 'the repositories of this installation have reached their limit of healings for today, so only the log was read',
  not_run_again: 'it was not run again',
  no_answer: 'the run gave no answer for it',
} as const

export const TRIAGE: TemplatesFor<typeof CODES> = {
  quarantined: () => 'this failure is quarantined',
  'passed-later': (_, { it }) => `${it} failed, and a later attempt of the same job passed on the same code`,
  'not-run': ({ why, said }, { text }) => `${NOT_RUN[why]}${said === '' ? '' : `; the log says: ${text(said)}`}`,
  'log-unread': ({ log, lost }, { text }) => {
    const reports = lost.length === 0 ? 'no report of its tests was found' : `a report could not be read (${list(lost.map(text))})`
    return `why it failed is not known: its log could not be used (${text(log)}), and ${reports}`
  },
  'fails-otherwise-in-ci': ({ failureType, ours }, { reason, text }) =>
    `in CI it failed with ${text(failureType)}, in our run with another error (${reason(ours)}), so the two machines differ`,
  'check-failed': ({ check, detail }, mark) => `the check “${mark.check(check)}” failed: ${mark.text(detail)}`,
  'possible-caller': ({ detail }, { text }) => text(detail),
  'changes-expectation': () => 'it would change what the test expects',
  'foreign-edit': ({ detail }, { text }) => text(detail),
  'diff-too-large': ({ what, found, limit }) => `the repair would change ${found} ${what}, and a pull request shows no more than ${limit}`,
  'too-large-to-check': () => 'the repository is too large for the server to check the repair by itself',
  'not-certainly-obsolete': () => 'it is not certain enough that the test is out of date',
  'contradicts-another-repair': () => 'it contradicts another repair of the same file',
  'other-test-differs': () => 'one of the tests that it is for has another answer',
  'no-run-passed': () => 'no run showed that the repaired test passes',
  'below-confidence': ({ confidence, threshold }) =>
    `its confidence of ${confidence.toFixed(2)} is below the ${threshold} that this repository asks for`,
  'declined-before': ({ by, pullNumber }, { text }) =>
    `${text(by)} said no to a repair of this failure${pullNumber === null ? ' before' : ` in pull request ${pullNumber}`}`,
  'our-run-differs': () => 'our run did not fail as CI did',
  'earlier-version': ({ text: words }, { text }) => text(words),
}
