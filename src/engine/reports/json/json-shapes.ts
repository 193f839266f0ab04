import { z } from 'zod'

const text = z.string().catch('')
const number = z.number().nullable().catch(null)

/** One element of `testResults` of Jest's `--json` and of Vitest's `--reporter=json`. */
export const JestFile = z.object({
  name: text,
  status: text,
  message: text,
  assertionResults: z
    .array(
      z.object({
        ancestorTitles: z.array(z.string()).catch([]),
        title: text,
        status: text,
        duration: number,
        invocations: number.optional(),
        retryReasons: z.array(z.unknown()).optional().catch([]),
        failureMessages: z.array(z.string()).nullable().catch([]),
        location: z.object({ line: z.number() }).nullable().optional().catch(null),
      }),
    )
    .catch([]),
})
export type JestFile = z.infer<typeof JestFile>

/** One element of `passes`, `failures` or `pending` of Mocha's JSON reporter. */
export const MochaTest = z.object({
  title: text,
  fullTitle: text,
  file: z.string().nullable().catch(null),
  duration: number,
  currentRetry: number,
  err: z.object({ message: text, stack: text, name: text }).partial().catch({}),
})
export type MochaTest = z.infer<typeof MochaTest>

const PlaywrightError = z.object({ message: text, stack: text }).partial().catch({})

export const PlaywrightTest = z.object({
  projectName: text,
  status: text,
  expectedStatus: text,
  results: z
    .array(z.object({ status: text, duration: number, error: PlaywrightError.optional(), errors: z.array(PlaywrightError).catch([]) }))
    .catch([]),
})
export type PlaywrightTest = z.infer<typeof PlaywrightTest>

const PlaywrightSpec = z.object({ title: text, file: text, line: number, tests: z.array(PlaywrightTest).catch([]) })
export type PlaywrightSpec = z.infer<typeof PlaywrightSpec>

/** One element of `suites` of Playwright's JSON reporter; a file's suite has its path as title. */
export type PlaywrightSuite = { title: string; file: string; specs: PlaywrightSpec[]; suites?: PlaywrightSuite[] | undefined }
export const PlaywrightSuite: z.ZodType<PlaywrightSuite> = z.object({
  title: text,
  file: text,
  specs: z.array(PlaywrightSpec).catch([]),
  get suites() {
    return z.array(PlaywrightSuite).optional()
  },
})
