import { z } from 'zod'

const count = z.number().int().min(0)

/** What was read of one job's log. `tests`: those that ran, null where it names none. `unread`: why nothing is known from it. */
const LogRecord = z.object({
  tests: count.nullable(),
  truncated: z.boolean(),
  unread: z.string().nullable(),
  /** See engine/reports/logs/failed-step.ts. */
  failedStep: z.object({ failed: count, stated: count.nullable(), besides: z.string().nullable() }).nullable(),
})
export type LogRecord = Readonly<z.infer<typeof LogRecord>>

/** One job of a run's attempt, with the names of its steps that did not end well. `log` is null where it was not looked at. */
const JobRecord = z.object({
  name: z.string(),
  url: z.string(),
  conclusion: z.string().nullable(),
  failedSteps: z.array(z.string()),
  log: LogRecord.nullable(),
})
export type JobRecord = Readonly<z.infer<typeof JobRecord>>

/** One artifact that holds reports of tests, with the tests that ran by them. */
const ReportRecord = z.object({ artifact: z.string(), tests: count, truncated: z.boolean() })
export type ReportRecord = Readonly<z.infer<typeof ReportRecord>>

/** What was read of one attempt of a CI run, kept with it: what the check `Suture / gate` rests on. */
export const RunRecord = z.object({
  jobs: z.array(JobRecord),
  reports: z.array(ReportRecord),
  /** Reports that could not be read, each with the reason. */
  lost: z.array(z.string()),
})
export type RunRecord = Readonly<z.infer<typeof RunRecord>>
