export type Threshold = { readonly accept: number; readonly margin: number }

export type Match<One, Other> = { readonly one: One; readonly other: Other; readonly score: number }

/** Pairs in which each is the other's best by a margin, and good enough; what could be two things is paired with nothing. */
export function mutualBest<One, Other>(
  ones: readonly One[],
  others: readonly Other[],
  scoreOf: (one: One, other: Other) => number,
  { accept, margin }: Threshold,
): readonly Match<One, Other>[] {
  const scores = ones.map((one) => others.map((other) => scoreOf(one, other)))
  return ones.flatMap((one, row) =>
    others.flatMap((other, column) => {
      const score = scores[row]?.[column] ?? 0
      const rivals = [
        ...(scores[row] ?? []).filter((_, at) => at !== column),
        ...scores.filter((_, at) => at !== row).map((line) => line[column] ?? 0),
      ]
      return score > 0 && score >= accept && rivals.every((rival) => score - rival >= margin) ? [{ one, other, score }] : []
    }),
  )
}
