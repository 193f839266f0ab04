import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createGunzip } from 'node:zlib'
import type { TestCounts } from '../../../src/model/test-report.ts'

type Counts = { readonly testsRun?: number; readonly run?: number } & Partial<Omit<TestCounts, 'run'>>

/** One entry of an `expected.json`; what it does not say is not scored. */
export type LabelledFile = Counts & {
  readonly set: 'ci-logs' | 'failure-class' | 'reports'
  readonly path: string
  readonly file: string
  readonly framework?: string
  readonly failingTests?: readonly (string | { readonly name: string })[] | null
  readonly class?: string | null
  readonly classAlso?: readonly string[]
  readonly ambiguous?: boolean
  readonly valid?: boolean
  readonly altCounts?: readonly Counts[]
}

const SETS = ['ci-logs', 'failure-class', 'reports'] as const

/** Every labelled file below `folder`; null where the data is not there. */
export function labelledFiles(folder: string): readonly LabelledFile[] | null {
  if (!SETS.every((set) => existsSync(join(folder, set, 'expected.json')))) return null
  return SETS.flatMap((set) => {
    const { entries } = JSON.parse(readFileSync(join(folder, set, 'expected.json'), 'utf8')) as {
      entries: Omit<LabelledFile, 'set' | 'path'>[]
    }
    return entries.map((entry) => ({ ...entry, set, path: join(folder, set, entry.file) }))
  })
}

/** Its bytes, unpacked. */
export async function bytesOf({ path }: LabelledFile): Promise<Buffer> {
  const file = createReadStream(path)
  const chunks: Buffer[] = []
  for await (const chunk of path.endsWith('.gz') ? file.pipe(createGunzip()) : file) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
