import { UPKEEP_FEATURES } from './features/change-features.ts'
import { TEST_FEATURES } from './features/index.ts'
import type { Indicator } from './features/indicator.ts'
import { RUN_FEATURES } from './features/run-features.ts'
import { type Prediction, type Predictor, regressionOf } from './predictor.ts'

/** A fact that moved a prediction, in plain words, and by how much (log odds; below 0 it makes it less likely). */
export type PredictionReason = { readonly words: string; readonly weight: number }

const MOST = 3
/** Less than this nobody would notice: a probability of 0.5 moves by 0.02. */
const LEAST = 0.1

/** Without a model each of these speaks for a failure, the first one loudest. */
const BY_RULE = ['uses', 'since-failure', 'last-twenty', 'co-failure', 'edited', 'imports', 'imports-far', 'unreached', 'new', 'nearness']

/** The strongest facts behind a prediction that its test fails, at most three. */
export function explainFailure(predictor: Predictor, { facts, basis }: Prediction): readonly PredictionReason[] {
  if (basis !== 'learned') return byRule(facts, [...TEST_FEATURES, ...RUN_FEATURES])
  const own = reasons(TEST_FEATURES, regressionOf(predictor, facts).weights, facts)
  return strongest([...own, ...reasons(RUN_FEATURES, predictor.whole.weights, facts)])
}

/** The strongest facts behind a prediction that the change edits its file. */
export function explainMaintenance({ upkeep }: Predictor, { facts }: Prediction): readonly PredictionReason[] {
  return strongest(reasons(UPKEEP_FEATURES, upkeep.weights, facts))
}

function reasons(features: readonly Indicator[], weights: readonly number[], facts: Prediction['facts']): readonly PredictionReason[] {
  return features.flatMap((feature, index) => {
    const words = feature.words(facts)
    const weight = (weights[index] ?? 0) * feature.value(facts)
    return words === null || Math.abs(weight) < LEAST ? [] : [{ words, weight }]
  })
}

function byRule(facts: Prediction['facts'], features: readonly Indicator[]): readonly PredictionReason[] {
  const found = BY_RULE.flatMap((name, index) => {
    const words = features.find((feature) => feature.name === name)?.words(facts) ?? null
    const isFor = name !== 'unreached' && (name !== 'last-twenty' || facts.record.failures > 0)
    return words === null ? [] : [{ words, weight: (isFor ? 1 : -1) * (1 - index / 20) }]
  })
  return strongest(found)
}

/** Several features say one thing in the same words: their weights are one reason's. */
function strongest(found: readonly PredictionReason[]): readonly PredictionReason[] {
  const sums = new Map<string, number>()
  for (const { words, weight } of found) sums.set(words, (sums.get(words) ?? 0) + weight)
  return [...sums]
    .map(([words, weight]) => ({ words, weight }))
    .toSorted((one, other) => Math.abs(other.weight) - Math.abs(one.weight))
    .slice(0, MOST)
}
