import { z } from 'zod'
import { UPKEEP_FEATURES } from './features/change-features.ts'
import { TEST_FEATURES } from './features/index.ts'
import { RUN_FEATURES } from './features/run-features.ts'
import { newPredictor, type Predictor } from './predictor.ts'
import type { Regression } from './recursive-regression.ts'

const Numbers = z.array(z.number())
const SavedRegression = z.object({ weights: Numbers, covariance: Numbers })
const SavedCalibration = z.object({ counts: Numbers, failures: Numbers, sums: Numbers })
const Exposure = z.object({ exposed: z.number(), broken: z.number() })
const Counts = z.array(z.tuple([z.string(), z.number()]))
const SavedTest = z.object({
  ...{ runs: z.number(), failures: z.number(), average: z.number(), slow: z.number(), recent: z.string().regex(/^[01]{0,20}$/) },
  ...{ sinceFailure: z.number().nullable(), flips: z.number(), mixed: z.number(), durationMs: z.number().nullable(), lastAt: z.number() },
})
const SavedFile = z.object({ changes: z.number(), exposure: Exposure, times: Numbers, tests: Counts, edited: Counts })
const SavedSuite = z.object({ edits: z.number(), average: z.number(), slow: z.number(), lastAt: z.number() })

/** What was learned of a repository, as JSON. `features` names what the weights belong to: those of another version are learned anew. */
export const SavedPredictor = z.object({
  features: z.array(z.string()),
  ...{ passing: SavedRegression, failing: SavedRegression, whole: SavedRegression, upkeep: SavedRegression },
  ...{ calibration: SavedCalibration, upkeepCalibration: SavedCalibration },
  ...{ failures: z.number(), edits: z.number() },
  memory: z.object({
    ...{ runs: z.number(), rate: z.number(), breakRate: z.number(), quickRate: z.number(), medianMs: z.number() },
    tests: z.array(z.tuple([z.string(), SavedTest, z.string().nullable()])),
    files: z.array(z.tuple([z.string(), SavedFile])),
    authors: z.array(z.tuple([z.string(), Exposure])),
    suites: z.array(z.tuple([z.string(), SavedSuite])),
  }),
})
export type SavedPredictor = Readonly<z.infer<typeof SavedPredictor>>

const FEATURES = [...TEST_FEATURES, ...RUN_FEATURES, ...UPKEEP_FEATURES].map(({ name }) => name)

/** So many of the tests and files that were seen last are kept; beyond that a repository has more than it changes within months. */
const MOST_KEPT = 50_000

export function savePredictor(predictor: Predictor): SavedPredictor {
  const { memory, passing, failing, whole, upkeep, calibration, upkeepCalibration, failures, edits } = predictor
  const { runs, rate, breakRate, quickRate, medianMs } = memory
  const newest = <Value>(all: ReadonlyMap<string, Value>, at: (value: Value) => number) =>
    [...all].toSorted(([, one], [, other]) => at(other) - at(one)).slice(0, MOST_KEPT)
  const saved = {
    features: FEATURES,
    ...{ passing, failing, whole, upkeep, calibration, upkeepCalibration, failures, edits },
    memory: {
      ...{ runs, rate, breakRate, quickRate, medianMs },
      tests: newest(memory.tests, ({ lastAt }) => lastAt).map(([id, test]) => [id, test, memory.fileOfTest.get(id) ?? null] as const),
      files: newest(memory.files, ({ times }) => times[0] ?? 0).map(
        ([path, { tests, edited, ...file }]) => [path, { ...file, tests: [...tests], edited: [...edited] }] as const,
      ),
      authors: newest(memory.authors, ({ exposed }) => exposed),
      suites: newest(memory.suites, ({ lastAt }) => lastAt),
    },
  }
  return JSON.parse(JSON.stringify(saved, (_, value: unknown) => (typeof value === 'number' ? shortened(value) : value))) as SavedPredictor
}

/** A predictor from what was stored; null where it is none. */
export function readPredictor(stored: unknown): Predictor | null {
  const parsed = SavedPredictor.safeParse(stored)
  if (!parsed.success) return null
  const { memory, features, ...saved } = parsed.data
  const fresh = newPredictor()
  const isSame = features.length === FEATURES.length && features.every((name, index) => name === FEATURES[index]) && fits(saved, fresh)
  const files = memory.files.map(([path, file]) => {
    return [path, { ...file, tests: new Map(file.tests), edited: new Map(file.edited) }] as const
  })
  const remembered = {
    ...memory,
    tests: new Map(memory.tests.map(([id, test]) => [id, test] as const)),
    fileOfTest: new Map(memory.tests.flatMap(([id, , file]) => (file === null ? [] : [[id, file] as const]))),
    ...{ files: new Map(files), authors: new Map(memory.authors), suites: new Map(memory.suites) },
  }
  return isSame ? { ...saved, memory: remembered } : { ...fresh, memory: remembered }
}

function fits(saved: Omit<SavedPredictor, 'memory' | 'features'>, fresh: Predictor): boolean {
  const isAlike = (one: Regression, other: Regression) =>
    one.weights.length === other.weights.length && one.covariance.length === other.covariance.length
  return (['passing', 'failing', 'whole', 'upkeep'] as const).every((name) => isAlike(saved[name], fresh[name]))
}

/** Seven digits are more than was measured. */
function shortened(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(7))
}
