import { expect, test } from 'vitest'
import { readFailure } from '../../../../src/engine/reports/failure-types/index.ts'
import type { FailureFields } from '../../../../src/model/failure/failure-fields.ts'

/** Class as the probe records it ('' where only text is known), message as the framework prints it, what must be read. */
export type Row = readonly [exception: string, message: string, fields: Partial<FailureFields>]

/** One test a row: its type, and the named fields; all other fields say nothing. */
export function readsAll(type: FailureFields['type'], rows: readonly Row[]): void {
  test.each(rows)('%s: %s', (exception, message, fields) => {
    const read = readFailure({ exception, message })
    const said = Object.fromEntries(Object.entries(read).filter(([name, value]) => name !== 'type' && value !== null && value !== false))
    expect(read.type).toBe(type)
    expect(said).toEqual(fields)
  })
}
