/** A probability that was said, whether it came true, and how much it counts. */
export type Said = { readonly posterior: number; readonly isMeant: boolean; readonly share: number }

const BINS = 10

type Bin = { readonly from: number; readonly n: number; readonly said: number; readonly came: number }

/** Mean squared error of the probabilities: 0 is perfect, .25 is a coin. */
export function brier(all: readonly Said[]): number {
  return mean(all, ({ posterior, isMeant }) => (posterior - Number(isMeant)) ** 2)
}

/** How far apart what was said and what came true are, on average over ten bins. */
export function calibrationError(all: readonly Said[]): number {
  const total = all.reduce((sum, { share }) => sum + share, 0)
  return reliability(all).reduce((sum, { n, said, came }) => sum + (n / total) * Math.abs(said - came), 0)
}

/** `n` counts shares. */
export function reliability(all: readonly Said[]): readonly Bin[] {
  return Array.from({ length: BINS }, (_, index) => {
    const own = all.filter(({ posterior }) => Math.min(BINS - 1, Math.floor(posterior * BINS)) === index)
    const n = own.reduce((sum, { share }) => sum + share, 0)
    return { from: index / BINS, n, said: mean(own, ({ posterior }) => posterior), came: mean(own, ({ isMeant }) => Number(isMeant)) }
  }).filter(({ n }) => n > 0)
}

function mean(all: readonly Said[], of: (one: Said) => number): number {
  const total = all.reduce((sum, { share }) => sum + share, 0)
  return all.reduce((sum, one) => sum + one.share * of(one), 0) / total
}
