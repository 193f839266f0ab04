import { fade, observe } from './calibration.ts'
import type { Change, Outcome, TestAhead } from './change-facts.ts'
import { type Facts, factsOf, hasFailedLast } from './facts.ts'
import { UPKEEP_FEATURES } from './features/change-features.ts'
import { TEST_FEATURES } from './features/index.ts'
import { RUN_FEATURES } from './features/run-features.ts'
import { rememberChange, rememberRun } from './memory.ts'
import { logistic } from './odds.ts'
import { type Predictor, rawFailure, rawUpkeep, regressionOf, SHOCK, valuesOf } from './predictor.ts'
import { drift, estimateOf, learnExample, learnValue } from './recursive-regression.ts'
import { flakeShare } from './test-record.ts'

export type EndedTest = TestAhead & Outcome

/**
 * Tests of one run end alike, and those of one file even more: beside one outcome each further one counts so much less (Kish's design
 * effect, with these correlations within a run and within a file of it).
 */
const WITHIN_RUN = 0.1
const WITHIN_FILE = 0.5

const ROUNDS = 5 // of Newton's method, on a concave function of one number

/** Takes in how the tests of a run ended, each as often as it ran. The predictor is changed in place. */
export function learnRun(predictor: Predictor, change: Change, tests: readonly EndedTest[]): void {
  const facts = factsOf(predictor.memory, change, tests)
  learnFailures(predictor, tests, facts)
  learnUpkeep(predictor, change, tests, facts)
  for (const regression of [predictor.passing, predictor.failing, predictor.whole, predictor.upkeep]) drift(regression)
  for (const calibration of [predictor.calibration, predictor.upkeepCalibration]) fade(calibration)
  const passedBefore = tests.filter((_, index) => !hasFailedLast(facts[index] as Facts))
  const broken = [...new Set(passedBefore.filter(({ failed, mixed }) => failed && !mixed).map(({ testId }) => testId))]
  rememberChange(predictor.memory, change, passedBefore.length, broken)
  rememberRun(predictor.memory, change, tests, { exposed: passedBefore.length, broken: broken.length })
}

/**
 * First by how much the whole run was off (its shock), so that what happened to all of its tests teaches nothing about each; then from
 * each test beside the others; and last from the run as one example.
 */
function learnFailures(predictor: Predictor, tests: readonly EndedTest[], facts: readonly Facts[]): void {
  const [first] = facts
  if (first === undefined) return
  const shared = valuesOf(RUN_FEATURES, first)
  const expected = estimateOf(predictor.whole, shared).mean
  const weights = weightsOf(tests, facts)
  const examples = tests.map(({ failed }, index) => {
    const own = facts[index] as Facts
    const [regression, values] = [regressionOf(predictor, own), valuesOf(TEST_FEATURES, own)]
    const mean = estimateOf(regression, values).mean + expected
    return { ...{ regression, values, mean, failed, weight: weights[index] as number }, raw: rawFailure(predictor, own) }
  })
  const { shock, information } = shockOf(examples)
  for (const { regression, values, failed, weight, raw } of examples) {
    learnExample(regression, values, failed, weight, expected + shock)
    observe(predictor.calibration, raw, failed, weight)
    if (failed) predictor.failures += 1
  }
  // the shock was drawn to nothing by its own prior; unprejudiced it is this far from what was expected
  learnValue(predictor.whole, shared, expected + shock * (1 + 1 / (SHOCK * information)), SHOCK + 1 / information)
}

/** Which of the test files whose tests ran does the change edit? Where it touches no product file, nobody expects an answer. */
function learnUpkeep(predictor: Predictor, change: Change, tests: readonly EndedTest[], facts: readonly Facts[]): void {
  if (change.files.length === 0) return
  const seen = new Set<string>()
  for (const [index, { file }] of tests.entries()) {
    if (file === null || seen.has(file)) continue
    seen.add(file)
    const own = facts[index] as Facts
    observe(predictor.upkeepCalibration, rawUpkeep(predictor, own), own.isEdited, 1)
    learnExample(predictor.upkeep, valuesOf(UPKEEP_FEATURES, own), own.isEdited, 1, 0)
    if (own.isEdited) predictor.edits += 1
  }
}

/** How much of an independent example each outcome is. A failure of a test that flakes is partly noise. */
function weightsOf(tests: readonly EndedTest[], facts: readonly Facts[]): readonly number[] {
  const sizes = new Map<string, number>()
  for (const { file } of tests) if (file !== null) sizes.set(file, (sizes.get(file) ?? 0) + 1)
  const inRun = 1 + (tests.length - 1) * WITHIN_RUN
  return tests.map(({ failed, file }, index) => {
    const inFile = 1 + (((file === null ? undefined : sizes.get(file)) ?? 1) - 1) * WITHIN_FILE
    return (failed ? 1 - flakeShare((facts[index] as Facts).record) : 1) / (inRun * inFile)
  })
}

type Example = { readonly mean: number; readonly failed: boolean; readonly weight: number }

/** By how much the log odds of all tests of a run were off, and how much is known of that. */
function shockOf(examples: readonly Example[]): { readonly shock: number; readonly information: number } {
  let [shock, information] = [0, 0]
  for (let round = 0; round < ROUNDS; round += 1) {
    let pull = -shock / SHOCK
    information = 1e-6
    for (const { mean, failed, weight } of examples) {
      const probability = logistic(mean + shock)
      pull += weight * (Number(failed) - probability)
      information += weight * probability * (1 - probability)
    }
    shock += pull / (information + 1 / SHOCK)
  }
  return { shock, information }
}
