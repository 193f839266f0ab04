import { type Figures, figuresOf, type Interval, intervalsOf, type Point } from './figures.ts'
import type { Scored } from './replay-runs.ts'

export type Reported = { readonly name: string; readonly figures: Figures; readonly intervals: ReturnType<typeof intervalsOf> }

/** Our figures, those of the moving average, and the difference of the two, each with its interval. */
export function reportOf(scored: readonly Scored[], seed: number): readonly Reported[] {
  const of = (probability: (one: Scored) => number): readonly Point[] => scored.map((one) => ({ ...one, probability: probability(one) }))
  const [ours, average] = [of((one) => one.ours), of((one) => one.average)]
  const listed = of((one) => one.averageAsListed)
  const isListed = scored.some((one) => one.averageAsListed > 0)
  const all = { ours, 'moving average': average, ...(isListed ? { 'moving average, as listed': listed } : {}) }
  const reported = Object.entries(all).map(([name, points]) => ({ name, figures: figuresOf(points), intervals: intervalsOf(points, seed) }))
  const [first, second] = reported.map(({ figures }) => figures) as [Figures, Figures]
  const difference = {
    ...{ auc: first.auc - second.auc, prAuc: first.prAuc - second.prAuc, brier: first.brier - second.brier },
    ...{ accuracy: first.accuracy - second.accuracy, majority: 0 },
    recall: first.recall.map((value, at) => value - (second.recall[at] as number)) as unknown as Figures['recall'],
  }
  return [...reported, { name: 'ours - moving average', figures: difference, intervals: intervalsOf(ours, seed, average) }]
}

export function linesOf(reported: readonly Reported[]): readonly string[] {
  const rows: readonly [string, (figures: Figures) => number, (intervals: Reported['intervals']) => Interval][] = [
    ['AUC', (one) => one.auc, (one) => one.auc as Interval],
    ['PR-AUC', (one) => one.prAuc, (one) => one.prAuc as Interval],
    ['Brier', (one) => one.brier, (one) => one.brier as Interval],
    ['recall at 10 % of cost', (one) => one.recall[0], (one) => (one.recall as readonly Interval[])[0] as Interval],
    ['recall at 30 % of cost', (one) => one.recall[1], (one) => (one.recall as readonly Interval[])[1] as Interval],
    ['recall at 50 % of cost', (one) => one.recall[2], (one) => (one.recall as readonly Interval[])[2] as Interval],
    ['accuracy', (one) => one.accuracy, (one) => one.accuracy as Interval],
  ]
  return reported.flatMap(({ name, figures, intervals }) => [
    `${name}:`,
    ...rows.map(
      ([what, value, interval]) =>
        `  ${what.padEnd(24)}${value(figures).toFixed(3).padStart(7)}  [${interval(intervals)
          .map((one) => one.toFixed(3))
          .join(', ')}]`,
    ),
  ])
}

/** Of each tenth of the probabilities said: how many, what was said, what came. */
export function reliabilityOf(scored: readonly Scored[]): readonly string[] {
  const bins = Map.groupBy(scored, ({ ours }) => Math.min(9, Math.floor(10 * ours)))
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const rows = [...bins]
    .toSorted(([one], [other]) => one - other)
    .map(([, own]) => ({ n: own.length, said: mean(own.map((one) => one.ours)), came: mean(own.map((one) => Number(one.failed))) }))
  const error = rows.reduce((sum, { n, said, came }) => sum + (n / scored.length) * Math.abs(said - came), 0)
  return [
    `calibration error ${error.toFixed(3)}; said -> came (n): ${rows.map(({ n, said, came }) => `${said.toFixed(2)} -> ${came.toFixed(2)} (${n})`).join(', ')}`,
  ]
}
