import { logistic } from './odds.ts'

/**
 * A logistic regression that learns one example at a time: its weights and how sure it is of them (a covariance, row by row). It is an
 * extended Kalman filter over the weights (West, Harrison and Migon 1985, dynamic generalised linear models), so there is no step size
 * to choose.
 */
export type Regression = { readonly weights: number[]; readonly covariance: number[] }

/** Weights wander by this much a run: what was true a thousand runs ago counts less than what is true now. */
const DRIFT = 1e-5

export function newRegression(priorWeights: readonly number[], priorVariance: number): Regression {
  const size = priorWeights.length
  const covariance = Array.from({ length: size * size }, (_, index) => (index % (size + 1) === 0 ? priorVariance : 0))
  return { weights: [...priorWeights], covariance }
}

/** What it says, and the variance of that by what is not known of the weights. */
export function estimateOf(
  { weights, covariance }: Regression,
  values: readonly number[],
): { readonly mean: number; readonly variance: number } {
  return { mean: dot(weights, values), variance: dot(times(covariance, values), values) }
}

/**
 * Takes one example in: `weight` says how much of an independent example it is, `offset` what else is known to move its log odds. The
 * regression is changed in place.
 */
export function learnExample(regression: Regression, values: readonly number[], outcome: boolean, weight: number, offset: number): void {
  const probability = logistic(dot(regression.weights, values) + offset)
  const information = Math.max(1e-6, probability * (1 - probability)) * weight
  learn(regression, values, information, weight * (Number(outcome) - probability))
}

/** Takes in a value that was seen with this variance, in place of an outcome. */
export function learnValue(regression: Regression, values: readonly number[], value: number, variance: number): void {
  learn(regression, values, 1 / variance, (value - dot(regression.weights, values)) / variance)
}

function learn({ weights, covariance }: Regression, values: readonly number[], information: number, pull: number): void {
  const size = values.length
  const direction = times(covariance, values)
  const gain = 1 / (1 + information * dot(direction, values))
  const step = gain * pull
  for (let row = 0; row < size; row += 1) {
    const own = direction[row] as number
    weights[row] = (weights[row] as number) + step * own
    if (own === 0) continue
    const scaled = information * gain * own
    for (let column = 0; column < size; column += 1) {
      const at = row * size + column
      covariance[at] = (covariance[at] as number) - scaled * (direction[column] as number)
    }
  }
}

/** A run has passed. The regression is changed in place. */
export function drift({ weights, covariance }: Regression): void {
  for (let index = 0; index < covariance.length; index += weights.length + 1) covariance[index] = (covariance[index] as number) + DRIFT
}

function times(matrix: readonly number[], values: readonly number[]): number[] {
  const size = values.length
  const result = new Array<number>(size).fill(0)
  for (let column = 0; column < size; column += 1) {
    const value = values[column] as number
    if (value === 0) continue
    for (let row = 0; row < size; row += 1) result[row] = (result[row] as number) + (matrix[column * size + row] as number) * value
  }
  return result
}

function dot(one: readonly number[], other: readonly number[]): number {
  let sum = 0
  for (let index = 0; index < one.length; index += 1) sum += (one[index] as number) * (other[index] as number)
  return sum
}
