import { z } from 'zod'
import { FailureType } from './failure/failure-type.ts'

/** What went wrong in a log or report as a whole. */
export const ReportClass = z.enum(['test_failure', 'compilation', 'dependency', 'infrastructure', 'environment', 'none'])
export type ReportClass = z.infer<typeof ReportClass>

/** `run` = passed + failed + errored; skipped, pending, to-do and expected failures count only in `skipped`. */
export const TestCounts = z.object({
  run: z.number().int(),
  passed: z.number().int(),
  failed: z.number().int(),
  errored: z.number().int(),
  skipped: z.number().int(),
})
export type TestCounts = Readonly<z.infer<typeof TestCounts>>

/** One failing test of a report; `span` are the first and last line in the file as given, counted from 1. */
export const ReportedFailure = z.object({
  testId: z.string(),
  name: z.string(),
  file: z.string().nullable(),
  line: z.number().int().nullable(),
  failureType: FailureType,
  message: z.string(),
  span: z.tuple([z.number().int(), z.number().int()]),
})
export type ReportedFailure = Readonly<z.infer<typeof ReportedFailure>>

/** One outcome of one test, where the report lists every test (structured reports do, most logs do not). */
export const ReportedCase = z.object({
  testId: z.string(),
  file: z.string().nullable(),
  suite: z.string(),
  name: z.string(),
  parameters: z.string().nullable(),
  outcome: z.enum(['passed', 'failed', 'errored', 'skipped']),
  timeMs: z.number().nullable(),
  /** It failed first and passed when it was tried again in the same run; absent where the report does not say so. */
  flaky: z.boolean().optional(),
})
export type ReportedCase = Readonly<z.infer<typeof ReportedCase>>

/** What `suture parse` says of one file. `framework` is a free word: many more can be read than can be run. */
export const TestReport = z.object({
  file: z.string(),
  framework: z.string().nullable(),
  class: ReportClass,
  counts: TestCounts,
  failures: z.array(ReportedFailure),
  /** The text ends before the framework was done: more may have failed than is listed. */
  truncated: z.boolean().optional(),
  /** Why the file could not be read to its end; `counts` are then zero and `failures` what was read until there. */
  error: z.string().optional(),
})
export type TestReport = Readonly<z.infer<typeof TestReport>>
