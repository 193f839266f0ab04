/** The exact one-sided 95 % upper bound of a share (Clopper and Pearson 1934): where so few hits have a chance of 5 %. */
export function upperBound(hits: number, n: number): number {
  if (n === 0 || hits >= n) return 1
  let [low, high] = [hits / n, 1]
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2
    if (chanceOfAtMost(hits, n, middle) > 0.05) low = middle
    else high = middle
  }
  return high
}

function chanceOfAtMost(hits: number, n: number, share: number): number {
  let [term, sum] = [(1 - share) ** n, 0]
  for (let k = 0; k <= hits; k += 1) {
    sum += term
    term *= ((n - k) / (k + 1)) * (share / (1 - share))
  }
  return sum
}
