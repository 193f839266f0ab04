import type { FailureType } from '../../../model/failure/failure-type.ts'

/** Codes of the TypeScript compiler as ts-jest and `tsc` print them, by what they say of a test. */
const CODES: readonly (readonly [RegExp, FailureType])[] = [
  [/^(?:2305|2307|2459|2613|2614|2724|2732|2792|1192|1259|7016)$/, 'import_error'],
  [/^(?:2304|2339|2503|2551|2552|2570|2576|2663|2693)$/, 'attribute_error'],
  [/^1\d{3}$/, 'syntax_error'],
  [/^(?:2\d{3}|4\d{3}|7\d{3}|18\d{3})$/, 'type_error'],
]

/** Whether the first diagnostic of a text is one of this type. */
export function hasCompilerCode(text: string, type: FailureType): boolean {
  const code = /\b(?:error )?TS(\d{4,5}): /.exec(text)?.[1]
  return code !== undefined && CODES.find(([expression]) => expression.test(code))?.[1] === type
}
