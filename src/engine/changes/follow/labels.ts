import type { ExpressionOf } from '../../languages/language.ts'
import type { SourceFile } from '../resolve/project.ts'

/** Loggers, tracers and their like take the name of a module as their own, and load nothing by it. */
const NAMED_AFTER = /(?:^|[._]|get|create)_?(?:logger|log|logging|tracer|meter|debug|channel|filterwarnings)$/i

/** Whether a string is nothing but a name for something, such as a logger's. */
export function isLabel(file: SourceFile, { start, end }: ExpressionOf<'string'>): boolean {
  const calls = file.bindings().calls.filter((call) => call.arguments.some(({ value }) => value.start === start && value.end === end))
  return calls.some(({ callee }) => (callee.kind === 'name' || callee.kind === 'member') && NAMED_AFTER.test(callee.name))
}
