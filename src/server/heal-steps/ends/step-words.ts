import type { JobName } from '../../queue/payload.ts'

const WORDS: Readonly<Partial<Record<JobName, string>>> = {
  ingest: "Reading the run's logs and reports",
  triage: 'Deciding what to run again',
  dispatch: 'Starting the run',
  'poll-run': 'Waiting for the run',
  collect: "Reading the run's report",
  deliver: 'Delivering the answer',
}

/** What to do where Suture has no answer. */
export const ASK_AGAIN = 'Say `/heal` in a pull request, or run the failed job again.'

/** Why a thing ended whose step was given up, as a sentence without its end. `why` is its last part. */
export function givenUpReason(step: JobName, why: string): string {
  return `${WORDS[step] ?? step} was given up: ${why}`
}
