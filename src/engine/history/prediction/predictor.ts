import { type Calibration, calibrator, newCalibration } from './calibration.ts'
import type { Change, Outcome, TestAhead } from './change-facts.ts'
import { type Facts, factsOf, hasFailedLast } from './facts.ts'
import { UPKEEP_FEATURES } from './features/change-features.ts'
import { TEST_FEATURES } from './features/index.ts'
import type { Indicator } from './features/indicator.ts'
import { RUN_FEATURES } from './features/run-features.ts'
import { type Memory, newMemory } from './memory.ts'
import { anyOf, logistic } from './odds.ts'
import { estimateOf, newRegression, type Regression } from './recursive-regression.ts'

/** What is learned of one repository. `learnRun` changes it in place; its size depends on the tests and files, not on the runs. */
export type Predictor = {
  readonly memory: Memory
  /** Apart for tests that passed the last time and tests that failed: what breaks a test is not what mends it. */
  readonly passing: Regression
  readonly failing: Regression
  /** What moves all tests of a run together. */
  readonly whole: Regression
  /** Whether a change edits a test file. */
  readonly upkeep: Regression
  readonly calibration: Calibration
  readonly upkeepCalibration: Calibration
  /** Failures and edits of test files that were learned from. */
  failures: number
  edits: number
}

/** `learned`: by the model. `average`: moving averages, since too little was seen yet. `change`: by what the change touches alone. */
export type Basis = 'learned' | 'average' | 'change'

/** How likely each of these is for one test; 0 to 1. */
export type Prediction = {
  readonly testId: string
  readonly failure: number
  readonly maintenance: number
  readonly basis: Basis
  readonly facts: Facts
}

/** How far a weight may lie from what is assumed before: the variance. Small, since a repository has few runs that are independent. */
const TEST_VARIANCE = 0.05
const RUN_VARIANCE = 0.3

/** Under so many failures there is too little to learn from: research/algorithms, 10. */
const FEWEST_FAILURES = 200
const FEWEST_EDITS = 50

/** How far the log odds of all tests of a run lie apart from what is known before: its variance. */
export const SHOCK = 1

export function newPredictor(): Predictor {
  return {
    memory: newMemory(),
    passing: newRegression(priors(TEST_FEATURES, 'prior'), TEST_VARIANCE),
    failing: newRegression(priors(TEST_FEATURES, 'priorFailing'), TEST_VARIANCE),
    whole: newRegression(priors(RUN_FEATURES, 'prior'), RUN_VARIANCE),
    upkeep: newRegression(priors(UPKEEP_FEATURES, 'prior'), RUN_VARIANCE),
    calibration: newCalibration(),
    upkeepCalibration: newCalibration(),
    ...{ failures: 0, edits: 0 },
  }
}

/** What is to be expected of each test for a change, in the order given. */
export function predict(predictor: Predictor, change: Change, tests: readonly (TestAhead & Partial<Outcome>)[]): readonly Prediction[] {
  const { memory, failures, edits, calibration, upkeepCalibration } = predictor
  const [calibrated, calibratedUpkeep] = [calibrator(calibration), calibrator(upkeepCalibration)]
  const basis: Basis = failures >= FEWEST_FAILURES ? 'learned' : memory.runs > 0 ? 'average' : 'change'
  return factsOf(memory, change, tests).map((facts, index) => ({
    testId: (tests[index] as TestAhead).testId,
    failure: basis === 'learned' && !isOutOfReach(facts) ? calibrated(rawFailure(predictor, facts)) : averageFailure(facts),
    maintenance: edits >= FEWEST_EDITS ? calibratedUpkeep(rawUpkeep(predictor, facts)) : averageUpkeep(facts),
    basis,
    facts,
  }))
}

/** What is learned in CI is learned without imports: where they rule a test out, they know better. */
function isOutOfReach(facts: Facts): boolean {
  return facts.distance === null && !facts.mayReach && !hasFailedLast(facts)
}

/** What the model says before it is calibrated, drawn towards one half by what is not known (MacKay 1992). */
export function rawFailure(predictor: Predictor, facts: Facts): number {
  const own = estimateOf(regressionOf(predictor, facts), valuesOf(TEST_FEATURES, facts))
  const whole = estimateOf(predictor.whole, valuesOf(RUN_FEATURES, facts))
  return moderated(own.mean + whole.mean, own.variance + whole.variance + SHOCK)
}

export function rawUpkeep({ upkeep }: Predictor, facts: Facts): number {
  const { mean, variance } = estimateOf(upkeep, valuesOf(UPKEEP_FEATURES, facts))
  return moderated(mean, variance)
}

export function regressionOf({ passing, failing }: Predictor, facts: Facts): Regression {
  return hasFailedLast(facts) ? failing : passing
}

export function valuesOf(features: readonly Indicator[], facts: Facts): readonly number[] {
  return features.map((feature) => feature.value(facts))
}

/**
 * Of what imports nothing that changed, hardly anything breaks by it: file dependencies lose no failure (Gligoric et al. 2015). Imports
 * that are read and not run miss what is loaded by its name, so it is not 0.
 */
const UNREACHED = 0.0002
/** Data and settings are read by no import: a test that none leads to is as near as over five imports. */
const UNSEEN = 0.2
/** Share of tests that had to change where they used an identifier that was removed (4,806 changes of the REACCEPT set). */
const USED = 0.51
/** A test that is new with the change, or edited by it, has no failure behind it that would say anything. */
const EDITED = 0.1

/** The moving average of the test's failures, and the failures that came with changes of these files. */
function averageFailure(facts: Facts): number {
  const { record, rate, coFailure, knowsChange, isEdited, uses } = facts
  const prior = isOutOfReach(facts) ? 0 : rate
  const average = record.runs === 0 ? 0 : (record.average * record.runs + prior) / (record.runs + 1)
  const byChange = knowsChange ? [coFailure * reachOf(facts), ...(isEdited ? [EDITED] : []), ...(uses > 0 ? [USED] : [])] : []
  return anyOf([average, ...byChange])
}

/** The nearer, the likelier; where nobody looked, nothing is held against it. */
function reachOf({ distance, mayReach }: Facts): number {
  if (distance === null) return mayReach ? UNSEEN : UNREACHED
  return 1 / Math.max(1, distance ?? 1)
}

function averageUpkeep(facts: Facts): number {
  const { coEdit, isNamesake, uses, knowsChange } = facts
  if (!knowsChange) return 0
  return anyOf([coEdit * reachOf(facts) * (isNamesake ? 2 : 1), ...(uses > 0 ? [USED] : [])])
}

function moderated(mean: number, variance: number): number {
  return logistic(mean / Math.sqrt(1 + (Math.PI * variance) / 8))
}

function priors(features: readonly Indicator[], which: 'prior' | 'priorFailing'): readonly number[] {
  return features.map((feature) => feature[which] ?? 0)
}
