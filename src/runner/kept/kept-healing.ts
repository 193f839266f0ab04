import { join } from 'node:path'
import { z } from 'zod'
import { Candidate } from '../../model/candidate.ts'
import { SutureError } from '../../model/error.ts'
import { redact } from '../../model/redact.ts'
import { Reproduction } from '../../model/reproduction.ts'
import { CandidateRuns } from '../../model/runs/candidate-runs.ts'
import { readJson, writeJson } from '../workspace/write-json.ts'
import { RecordedTexts } from './recorded-texts.ts'

const VERSION = 1
const FILE = 'healing.json'

/**
 * Everything that a healing rests on, so that the pure engine comes to the same answers without running a test. It holds the
 * repository's texts and the tests' failures, and no variable of the environment.
 */
export const KeptHealing = z.object({
  version: z.literal(VERSION),
  suture: z.string(),
  base: z.string(),
  head: z.string(),
  testFiles: z.object({ TEST_FILES_ADD: z.array(z.string()), TEST_FILES_EXCLUDE: z.array(z.string()) }),
  request: z.object({
    asked: z.array(z.string()),
    confidenceThreshold: z.number(),
    maxRounds: z.number(),
    accepted: z.union([z.literal('all'), z.array(z.string())]),
  }),
  texts: RecordedTexts,
  reproductions: z.array(Reproduction),
  tried: z.array(z.object({ candidate: Candidate, runs: CandidateRuns.nullable() })),
})
export type KeptHealing = Readonly<z.infer<typeof KeptHealing>>

/**
 * Writes `healing.json` into the folder. Values of `secrets` and whatever looks like a token go out of every text, and the paths of this
 * machine's own folders (`places`) as well: the file is made to be attached to a bug report.
 */
export async function keepHealing(
  folder: string,
  healing: Omit<KeptHealing, 'version'>,
  hidden: { readonly secrets: readonly string[]; readonly places: readonly string[] },
): Promise<string> {
  const path = join(folder, FILE)
  await writeJson(path, cleaned({ version: VERSION, ...healing }, hidden))
  return path
}

/** Reads what `keepHealing` wrote. Throws SutureError `not_kept` where the folder holds nothing of this version. */
export async function readHealing(folder: string): Promise<KeptHealing> {
  const parsed = KeptHealing.safeParse(await readJson(join(folder, FILE)))
  if (parsed.success) return parsed.data
  throw new SutureError(
    'not_kept',
    `${folder} does not hold a healing that this version can read`,
    'keep one with `suture heal --keep DIR`',
    {
      cause: parsed.error,
    },
  )
}

function cleaned(value: unknown, hidden: Parameters<typeof keepHealing>[2]): unknown {
  if (typeof value === 'string') return hidden.places.reduce((text, place) => text.replaceAll(place, '.'), redact(value, hidden.secrets))
  if (Array.isArray(value)) return value.map((item) => cleaned(item, hidden))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, cleaned(item, hidden)]))
}
