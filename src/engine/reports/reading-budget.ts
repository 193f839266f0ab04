import { SutureError } from '../../model/error.ts'

/**
 * What may still be read of a whole run, counted down by those who read: unpacked bytes, entries of archives, cases and failures.
 * A limit for each file alone would be none for a run of many.
 */
export type ReadingBudget = { bytes: number; entries: number; cases: number; failures: number }

/** No limit on the whole, for one file that somebody named. */
export function unlimitedBudget(): ReadingBudget {
  return { bytes: Infinity, entries: Infinity, cases: Infinity, failures: Infinity }
}

/** Why nothing more is read, or null. */
export function whySpent({ bytes, entries }: ReadingBudget): string | null {
  if (bytes < 0) return 'the files of this run are larger than what is read of one run'
  return entries < 0 ? 'the archives of this run have more entries than are read of one run' : null
}

/** Passes bytes on at the expense of the budget; fails where no more may be read. */
export async function* charged(bytes: AsyncIterable<Uint8Array>, budget: ReadingBudget): AsyncIterable<Uint8Array> {
  for await (const part of bytes) {
    budget.bytes -= part.length
    const why = whySpent(budget)
    if (why !== null) throw new SutureError('run_too_large', why)
    yield part
  }
}
