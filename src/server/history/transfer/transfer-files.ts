import { createReadStream, createWriteStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { SutureError } from '../../../model/error.ts'
import type { History } from '../connection/database.ts'
import { partitionWaiting } from '../retention/partitions.ts'
import { exportRepository } from './export-repository.ts'
import { importRepository } from './import-repository.ts'

type Place = { readonly databaseUrl: string; readonly history: History }

/** Writes everything stored of a repository, as lines of JSON, to the file `out`, or to standard output. */
export async function exportHistory({ databaseUrl }: Place, repository: string, out: string | null): Promise<void> {
  const lines = Readable.from(exportRepository(databaseUrl, repository, new Date()))
  if (out === null) await pipeline(lines, process.stdout, { end: false })
  else await pipeline(lines, createWriteStream(out))
}

/** Reads what exportHistory wrote, and says on standard output how much of it was new. */
export async function importHistory({ databaseUrl, history }: Place, file: string): Promise<void> {
  const { repository, rows } = await importRepository(databaseUrl, linesOf(file))
  await history.transaction(partitionWaiting)
  const counts = Object.entries(rows).map(([table, count]) => `  ${table}: ${count}\n`)
  process.stdout.write(`${repository}: rows that were not here yet\n${counts.join('')}`)
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const input = createReadStream(file)
  await new Promise<void>((resolve, reject) => input.once('open', () => resolve()).once('error', reject)).catch((cause: unknown) => {
    throw new SutureError('no_file', `${file} can't be read`, 'give the path of a file that `suture export` wrote', { cause })
  })
  yield* createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })
}
