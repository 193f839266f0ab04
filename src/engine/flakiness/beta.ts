/** A distribution of a rate: as if `a` failures and `b` passes had been seen. Both are above 0. */
export type Beta = { readonly a: number; readonly b: number }

const STEPS = 60 // halvings: beyond the precision of a double
const TERMS = 300
const SMALLEST = 1e-300

/** What is known of the rate after these runs as well. */
export function updated({ a, b }: Beta, failed: number, passed: number): Beta {
  return { a: a + failed, b: b + passed }
}

export function meanOf({ a, b }: Beta): number {
  return a / (a + b)
}

/** The rate lies between these with this probability, and as often above as below. */
export function intervalOf(beta: Beta, level = 0.95): readonly [low: number, high: number] {
  return [quantile(beta, (1 - level) / 2), quantile(beta, (1 + level) / 2)]
}

/** The probability that the next `count` runs all fail. */
export function allFail({ a, b }: Beta, count: number): number {
  return Array.from({ length: count }, (_, index) => (a + index) / (a + b + index)).reduce((product, each) => product * each, 1)
}

/**
 * The probability that one rate is below another, which is independent of it. By the sum over the second's failures where that is a whole
 * number, as in Evan Miller's 'Formulas for Bayesian A/B testing'; whole numbers are the nearest otherwise.
 */
export function isBelow(one: Beta, other: Beta): number {
  const count = Math.max(1, Math.round(other.a))
  let sum = 0
  for (let index = 0; index < count; index += 1) {
    const log = logBeta(one.a + index, one.b + other.b) - Math.log(other.b + index) - logBeta(1 + index, other.b) - logBeta(one.a, one.b)
    sum += Math.exp(log)
  }
  return Math.min(1, sum)
}

/** The rate below which the true one lies with the probability `share`. */
export function quantile(beta: Beta, share: number): number {
  let [low, high] = [0, 1]
  for (let step = 0; step < STEPS; step += 1) {
    const middle = (low + high) / 2
    if (cumulative(beta, middle) < share) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** The regularised incomplete beta function, by its continued fraction (Lentz' method; Numerical Recipes, 6.4). */
export function cumulative({ a, b }: Beta, rate: number): number {
  if (rate <= 0) return 0
  if (rate >= 1) return 1
  const front = Math.exp(a * Math.log(rate) + b * Math.log1p(-rate) - logBeta(a, b))
  // the fraction converges fast on this side of the mean only
  return rate < (a + 1) / (a + b + 2) ? (front * fraction(a, b, rate)) / a : 1 - (front * fraction(b, a, 1 - rate)) / b
}

function fraction(a: number, b: number, x: number): number {
  let c = 1
  let d = 1 / away(1 - ((a + b) * x) / (a + 1))
  let result = d
  for (let m = 1; m <= TERMS; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    for (const term of [even, odd]) {
      d = 1 / away(1 + term * d)
      c = away(1 + term / c)
      result *= c * d
    }
    if (Math.abs(c * d - 1) < Number.EPSILON) break
  }
  return result
}

function away(value: number): number {
  return Math.abs(value) < SMALLEST ? SMALLEST : value
}

function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b)
}

const LANCZOS = [76.18009172947146, -86.50532032941678, 24.01409824083091, -1.231739572450155, 0.001208650973866179, -5.395239384953e-6]

/** Of numbers above 0, by Lanczos' series (Numerical Recipes, 6.1): right to ten digits. */
function logGamma(value: number): number {
  const shifted = value + 5.5
  const sum = LANCZOS.reduce((total, each, index) => total + each / (value + 1 + index), 1.000000000190015)
  return (value + 0.5) * Math.log(shifted) - shifted + Math.log((2.5066282746310007 * sum) / value)
}
