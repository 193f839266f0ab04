const FURTHEST = 6 // beyond 0.25 and 99.75 percent a rate says nothing more

/** The probability that belongs to log odds. */
export function logistic(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds))
}

/** The log odds of a rate, within bounds. */
export function logOdds(rate: number): number {
  const bounded = Math.min(1 - 1e-9, Math.max(1e-9, rate))
  return Math.min(FURTHEST, Math.max(-FURTHEST, Math.log(bounded / (1 - bounded))))
}

/** The chance that at least one of several independent causes acts. */
export function anyOf(chances: readonly number[]): number {
  return 1 - chances.reduce((product, chance) => product * (1 - chance), 1)
}
