// Chebyshev coefficients of erfc, from Numerical Recipes, 6.2: a relative error below 1.2e-7 everywhere
const COEFFICIENTS = [
  -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223, 0.17087277,
]

/** How likely a standard normal value is above `z`, however far out: the table of simple-statistics ends at 3.09. */
export function normalTail(z: number): number {
  const x = Math.abs(z) / Math.SQRT2
  const t = 1 / (1 + x / 2)
  const sum = COEFFICIENTS.reduceRight((total, each) => total * t + each, 0)
  const tail = (t * Math.exp(-x * x + sum)) / 2
  return z >= 0 ? tail : 1 - tail
}
