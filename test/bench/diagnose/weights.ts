import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { HealingResult } from '../../../src/model/result/healing-result.ts'
import type { CaseResult } from './case-result.ts'

/** One failing test: the signs that were seen of it, each under its weight, and whether the change was meant. */
type Observation = { readonly signs: readonly string[]; readonly isMeant: boolean; readonly share: number }
type Weights = ReadonlyMap<string, number>

/** How hard a weight is held where it was set: one case pulls little, thirty pull through. */
const HOLD = 0.5
const STEPS = 3000
const RATE = 0.05

/** The signs of every judged test of kept cases (`--keep`); the tests of one case share the weight of one. */
function informationalChanges(
  cases: readonly CaseResult[],
  keep: string,
): { readonly rows: readonly Observation[]; readonly set: Weights; readonly prior: number } {
  const set = new Map<string, number>()
  let prior = 0
  const rows = cases.flatMap((one) => {
    const path = join(keep, one.id, 'result.json')
    if (!existsSync(path)) return []
    const { analyses } = HealingResult.parse(JSON.parse(readFileSync(path, 'utf8')))
    const judged = analyses.flatMap(({ intent, failure }) => {
      const truth = one.tests.find(({ id }) => id === failure.testId || id === failure.testFile)?.truth
      if (intent === undefined || truth === undefined) return []
      prior = intent.prior
      const seen = intent.features.filter((feature) => feature.seen === true)
      for (const { name, weight } of seen) set.set(`${name} ${weight}`, weight)
      return [{ signs: seen.map(({ name, weight }) => `${name} ${weight}`), isMeant: truth === 'obsolete' }]
    })
    return judged.map((row) => ({ ...row, share: 1 / judged.length }))
  })
  return { rows, set, prior }
}

/** The weights that logistic regression finds, each held to the one that is set; gradient ascent, as there are few. */
export function fittedWeights(
  rows: readonly Observation[],
  set: Weights,
  prior: number,
): { readonly weights: Weights; readonly prior: number } {
  const weights = new Map(set)
  let bias = prior
  for (let step = 0; step < STEPS; step += 1) {
    const pull = new Map([...set].map(([sign, weight]) => [sign, HOLD * (weight - (weights.get(sign) ?? 0))]))
    let pullOfBias = HOLD * (prior - bias)
    for (const { signs, isMeant, share } of rows) {
      const sum = signs.reduce((total, sign) => total + (weights.get(sign) ?? 0), bias)
      const error = share * (Number(isMeant) - 1 / (1 + Math.exp(-sum)))
      for (const sign of signs) pull.set(sign, (pull.get(sign) ?? 0) + error)
      pullOfBias += error
    }
    for (const [sign, value] of pull) weights.set(sign, (weights.get(sign) ?? 0) + RATE * value)
    bias += RATE * pullOfBias
  }
  return { weights, prior: bias }
}

/** Each sign with how often it was seen, its weight as it is set, and as these cases would have it. */
export function weightLines(cases: readonly CaseResult[], keep: string): readonly string[] {
  const { rows, set, prior } = informationalChanges(cases, keep)
  const fitted = fittedWeights(rows, set, prior)
  const sum = (isMeant: boolean, sign?: string) =>
    rows
      .filter((row) => row.isMeant === isMeant && (sign === undefined || row.signs.includes(sign)))
      .reduce((total, { share }) => total + share, 0)
  const posterior = ({ signs }: Observation) => 1 / (1 + Math.exp(-signs.reduce((total, sign) => total + (set.get(sign) ?? 0), prior)))
  const most = Math.max(0, ...rows.filter(({ isMeant }) => !isMeant).map(posterior))
  const row = (cells: readonly string[]) =>
    `  ${(cells[0] ?? '').padEnd(36)}${cells
      .slice(1)
      .map((cell) => cell.padStart(10))
      .join('')}`
  return [
    `weights of intent (${rows.length} tests that the rung judged; ${sum(true).toFixed(0)} cases that were meant, ${sum(false).toFixed(0)} bugs; highest posterior of a bug ${most.toFixed(3)})`,
    row(['sign', 'meant', 'bugs', 'set', 'fitted']),
    row(['(prior)', '', '', prior.toFixed(1), fitted.prior.toFixed(1)]),
    ...[...set]
      .sort()
      .map(([sign, weight]) =>
        row([sign, sum(true, sign).toFixed(1), sum(false, sign).toFixed(1), weight.toFixed(1), (fitted.weights.get(sign) ?? 0).toFixed(1)]),
      ),
  ]
}
