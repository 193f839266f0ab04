import type { Framework } from '../../engine/frameworks/framework.ts'
import type { Change, TestAhead } from '../../engine/history/prediction/change-facts.ts'
import { explainFailure, explainMaintenance, type PredictionReason } from '../../engine/history/prediction/explain.ts'
import { type Basis, type Predictor, predict } from '../../engine/history/prediction/predictor.ts'
import type { TestReach } from '../../engine/history/prediction/reach/test-reach.ts'
import type { Choice } from '../../engine/history/prediction/select-tests.ts'
import { fileNamedBy } from './known-history.ts'

/** A test, or a file of which no test is known, with what is expected of it. Probabilities are 0 to 1. */
export type ChosenTest = Choice & {
  readonly file: string
  readonly maintenance: number
  readonly basis: Basis
  readonly reasons: readonly PredictionReason[]
  readonly maintenanceReasons: readonly PredictionReason[]
}

/**
 * What is expected of every test of the head. Of a file whose tests are known, those tests; else the file. A file that the change edits, or
 * that nobody has run yet, is required.
 */
export function chooseTests(
  predictor: Predictor,
  change: Change,
  reaches: readonly TestReach[],
  frameworks: readonly Framework[],
): readonly ChosenTest[] {
  const paths = new Set(reaches.map(({ file }) => file))
  const known = Map.groupBy(predictor.memory.tests.keys(), (testId) => fileNamedBy(testId, frameworks, paths))
  const edited = new Set(change.testFiles)
  const candidates = reaches.flatMap((reach): readonly (TestAhead & TestReach)[] => {
    const tests = known.get(reach.file) ?? []
    // an edited file may hold tests that nobody knows yet
    const ids = tests.length === 0 || edited.has(reach.file) ? [reach.file] : tests
    return ids.map((testId) => ({ ...reach, testId }))
  })
  return predict(predictor, change, candidates).map((prediction, index) => {
    const { file } = candidates[index] as TestReach
    return {
      ...{ testId: prediction.testId, file, failure: prediction.failure, maintenance: prediction.maintenance, basis: prediction.basis },
      durationMs: prediction.facts.record.durationMs,
      isRequired: edited.has(file),
      reasons: explainFailure(predictor, prediction),
      maintenanceReasons: explainMaintenance(predictor, prediction),
    }
  })
}
