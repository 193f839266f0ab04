import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { cleanTexts } from '../../model/clean-text.ts'
import { ProbeRecord } from './probe-record.ts'

// The tests could write this file too. A failure is at most some 100 kB, and 10,000 tests make some 10 MB.
const FILE_LIMIT_BYTES = 256_000_000
const LINE_LIMIT_CHARACTERS = 2_000_000

/** The records of one run; a line that is not a record, or too long, is skipped. An absent file has none. */
export async function readRecords(path: string): Promise<readonly ProbeRecord[]> {
  const records: ProbeRecord[] = []
  const stream = createReadStream(path, { encoding: 'utf8', end: FILE_LIMIT_BYTES })
  try {
    for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
      const record = line.length > LINE_LIMIT_CHARACTERS ? undefined : ProbeRecord.safeParse(json(line))
      if (record?.success) records.push(record.data)
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  return records
}

function json(text: string): unknown {
  try {
    return cleanTexts(JSON.parse(text))
  } catch {
    return undefined
  }
}
