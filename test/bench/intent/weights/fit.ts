import type { Model, Observation } from './observation.ts'

/** How hard a weight is held where it was set: one case pulls little, thirty pull through. */
const HOLD = 0.5
const STEPS = 3000
const RATE = 0.05

/**
 * The weights that logistic regression finds, each held to the one that is set; gradient ascent, as there are few. A sign that speaks for
 * an intended change never gets a weight against one, nor the other way round.
 */
export function fitted(rows: readonly Observation[], set: Model): Model {
  const weights = new Map(set.weights)
  let prior = set.prior
  for (let step = 0; step < STEPS; step += 1) {
    const pull = new Map([...set.weights].map(([sign, weight]) => [sign, HOLD * (weight - (weights.get(sign) ?? 0))]))
    let pullOfPrior = HOLD * (set.prior - prior)
    for (const { signs, isMeant, share } of rows) {
      const sum = signs.reduce((total, sign) => total + (weights.get(sign) ?? 0), prior)
      const error = share * (Number(isMeant) - 1 / (1 + Math.exp(-sum)))
      for (const sign of signs) pull.set(sign, (pull.get(sign) ?? 0) + error)
      pullOfPrior += error
    }
    for (const [sign, value] of pull) {
      const next = (weights.get(sign) ?? 0) + RATE * value
      weights.set(sign, (set.weights.get(sign) ?? 0) > 0 ? Math.max(0, next) : Math.min(0, next))
    }
    prior += RATE * pullOfPrior
  }
  return { weights, prior }
}
