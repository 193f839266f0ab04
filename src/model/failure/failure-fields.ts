import { z } from 'zod'
import { FailureType } from './failure-type.ts'

const text = z.string().nullable()

/** What one failure says, in the same fields whatever framework and version wrote it; null (or false) where it says nothing. */
export const FailureFields = z.object({
  type: FailureType,
  /** The expected and actual value, or the expected and actual exception class. */
  expected: text,
  actual: text,
  /** The name that was looked for and is not there. */
  missingName: text,
  /** The class or object on which it was looked for; `undefined`, `null` and `NoneType` are owners too. */
  owner: text,
  /** The module in which it was looked for, or which is itself missing (then `missingName` is null). */
  module: text,
  /** The callable that refused its arguments, without its class. */
  callable: text,
  unexpectedArgument: text,
  /** The callable was given too many or too few arguments, or one twice. */
  wrongArity: z.boolean(),
  /** The key that a mapping does not hold. */
  key: text,
  /** A similar name that the runtime or compiler offers: a guess of its own. */
  suggestion: text,
  /** What the product's own deprecation text says to use instead. */
  successor: text,
  mockExpected: text,
  mockActual: text,
  limitMs: z.number().nullable(),
  /** The innermost frame in the repository, and whose code that is. */
  frame: z.object({ file: z.string(), line: z.number().int(), function: z.string(), origin: z.enum(['product', 'test']) }).nullable(),
})
export type FailureFields = Readonly<z.infer<typeof FailureFields>>
