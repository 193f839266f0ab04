import { z } from 'zod'
import { FrameworkName } from '../framework-name.ts'
import { FailureType } from './failure-type.ts'

/** One failing test, with what the framework said about it. `lineNumber` counts from 1, in `testFile`. */
export const TestFailure = z.object({
  testId: z.string(),
  testName: z.string(),
  testFile: z.string(),
  failureType: FailureType,
  errorMessage: z.string(),
  stackTrace: z.string(),
  lineNumber: z.number().int().nullable(),
  targetFile: z.string().nullable(),
  targetFunction: z.string().nullable(),
  testFramework: FrameworkName,
  executionTimeMs: z.number(),
  timestamp: z.string(),
  retryCount: z.number().int(),
  previousRepairs: z.array(z.string()),
})
export type TestFailure = Readonly<z.infer<typeof TestFailure>>
