import { seeded } from '../parse/seeded.ts'

/** One prediction and what became of it; `run` groups those that were made together. */
export type Point = { readonly run: number; readonly failed: boolean; readonly cost: number; readonly probability: number }

export type Figures = {
  readonly auc: number
  readonly prAuc: number
  readonly brier: number
  readonly accuracy: number
  readonly majority: number
  /** The share of failures found by the tests that are run first, within 10, 30 and 50 % of each run's cost. */
  readonly recall: readonly [number, number, number]
}

export type Interval = readonly [low: number, high: number]

const BUDGETS = [0.1, 0.3, 0.5]
const DRAWS = 200

/** Figures that can be weighed by run, computed from what is sorted once. */
type Ordered = { readonly sorted: readonly Point[]; readonly found: ReadonlyMap<number, readonly number[]> }

export function figuresOf(points: readonly Point[]): Figures {
  return weighed(order(points), () => 1)
}

/** 95 % intervals by drawing whole runs again (200 times): tests of one run end alike. `other`: of the difference from these points. */
export function intervalsOf(
  points: readonly Point[],
  seed: number,
  other?: readonly Point[],
): Readonly<Record<keyof Figures, Interval | readonly Interval[]>> {
  const next = seeded(seed)
  const runs = [...new Set(points.map(({ run }) => run))]
  const [own, compared] = [order(points), other === undefined ? null : order(other)]
  const drawn = Array.from({ length: DRAWS }, () => {
    const weights = new Map<number, number>()
    for (let draw = 0; draw < runs.length; draw += 1) {
      const run = runs[Math.floor(next() * runs.length)] as number
      weights.set(run, (weights.get(run) ?? 0) + 1)
    }
    const weight = (run: number) => weights.get(run) ?? 0
    const [one, two] = [weighed(own, weight), compared === null ? null : weighed(compared, weight)]
    return two === null ? one : minus(one, two)
  })
  const between = (of: (figures: Figures) => number): Interval => {
    const sorted = drawn.map(of).toSorted((a, b) => a - b)
    return [sorted[Math.floor(0.025 * DRAWS)] as number, sorted[Math.ceil(0.975 * DRAWS) - 1] as number]
  }
  return {
    ...{ auc: between((one) => one.auc), prAuc: between((one) => one.prAuc), brier: between((one) => one.brier) },
    ...{ accuracy: between((one) => one.accuracy), majority: between((one) => one.majority) },
    recall: BUDGETS.map((_, index) => between((one) => one.recall[index] as number)),
  }
}

function order(points: readonly Point[]): Ordered {
  const found = new Map<number, readonly number[]>()
  for (const [run, own] of Map.groupBy(points, (point) => point.run))
    found.set(run, [...foundWithin(own), own.filter(({ failed }) => failed).length])
  return { sorted: points.toSorted((one, other) => one.probability - other.probability), found }
}

/** Failures among the tests that fit into each budget, the likeliest failure for its cost first. */
function foundWithin(points: readonly Point[]): readonly number[] {
  const total = points.reduce((sum, { cost }) => sum + cost, 0)
  const ordered = points.toSorted((one, other) => other.probability / other.cost - one.probability / one.cost)
  return BUDGETS.map((budget) => {
    let [spent, failures] = [0, 0]
    for (const { cost, failed } of ordered) {
      if (spent + cost > budget * total) continue
      spent += cost
      failures += Number(failed)
    }
    return failures
  })
}

function weighed({ sorted, found }: Ordered, weight: (run: number) => number): Figures {
  let [all, positive, below, area, squared, right] = [0, 0, 0, 0, 0, 0]
  for (let from = 0; from < sorted.length; ) {
    const { probability } = sorted[from] as Point
    let [failures, passes] = [0, 0]
    let to = from
    for (; to < sorted.length && sorted[to]?.probability === probability; to += 1) {
      const { run, failed } = sorted[to] as Point
      if (failed) failures += weight(run)
      else passes += weight(run)
    }
    area += failures * (below + passes / 2)
    below += passes
    positive += failures
    all += failures + passes
    squared += failures * (1 - probability) ** 2 + passes * probability ** 2
    right += probability >= 0.5 ? failures : passes
    from = to
  }
  return {
    ...{ auc: area / (positive * below), prAuc: averagePrecision(sorted, weight, positive), brier: squared / all },
    ...{ accuracy: right / all, majority: Math.max(positive, all - positive) / all },
    recall: recalled(found, weight),
  }
}

/** Precision at each failure, from the likeliest down; ties count as one step. */
function averagePrecision(sorted: readonly Point[], weight: (run: number) => number, positive: number): number {
  let [seen, hits, sum] = [0, 0, 0]
  for (let from = sorted.length - 1; from >= 0; ) {
    const { probability } = sorted[from] as Point
    let own = 0
    for (; from >= 0 && sorted[from]?.probability === probability; from -= 1) {
      const { run, failed } = sorted[from] as Point
      seen += weight(run)
      if (failed) own += weight(run)
    }
    hits += own
    if (own > 0) sum += (own * hits) / seen
  }
  return sum / positive
}

function recalled(found: Ordered['found'], weight: (run: number) => number): Figures['recall'] {
  const sums = [0, 0, 0, 0]
  for (const [run, counts] of found) for (const [at, count] of counts.entries()) sums[at] = (sums[at] as number) + count * weight(run)
  const [ten, thirty, fifty, failures] = sums as [number, number, number, number]
  return [ten / failures, thirty / failures, fifty / failures]
}

function minus(one: Figures, other: Figures): Figures {
  return {
    ...{ auc: one.auc - other.auc, prAuc: one.prAuc - other.prAuc, brier: one.brier - other.brier },
    ...{ accuracy: one.accuracy - other.accuracy, majority: one.majority - other.majority },
    recall: one.recall.map((value, index) => value - (other.recall[index] as number)) as unknown as Figures['recall'],
  }
}
