import { OBSOLETE_BAR } from '../../../../src/engine/diagnosis/obsolete-bar.ts'
import { percent } from '../../parse/summary.ts'
import { brier, calibrationError, reliability, type Said } from './calibration.ts'
import { crossValidated, judgedBy } from './cross-validated.ts'
import { fitted } from './fit.ts'
import type { KeptTest } from './kept-observations.ts'
import { type Model, type Observation, setWeights } from './observation.ts'

const WIDTH = 36

/** Each sign with how often it was seen, its weight as it is set, and as these cases would have it; then how well either is calibrated. */
export function weightLines(rows: readonly Observation[], prior: number): readonly string[] {
  const set: Model = { weights: setWeights([...new Set(rows.flatMap(({ signs }) => signs))].sort()), prior }
  const found = fitted(rows, set)
  const sum = (isMeant: boolean, sign?: string) =>
    rows
      .filter((row) => row.isMeant === isMeant && (sign === undefined || row.signs.includes(sign)))
      .reduce((total, { share }) => total + share, 0)
  return [
    `weights of intent: ${rows.length} judged differences of ${new Set(rows.map(({ repository }) => repository)).size} repositories; ${sum(true).toFixed(0)} changes that were meant, ${sum(false).toFixed(0)} that were not`,
    row(['sign and weight', 'meant', 'bugs', 'set', 'fitted']),
    row(['(prior)', '', '', prior.toFixed(1), found.prior.toFixed(1)]),
    ...[...set.weights].map(([sign, weight]) =>
      row([sign, sum(true, sign).toFixed(1), sum(false, sign).toFixed(1), weight.toFixed(1), (found.weights.get(sign) ?? 0).toFixed(1)]),
    ),
    ...calibrationLines('as they are set', judgedBy(rows, set)),
    ...calibrationLines('fitted, each repository judged without itself', crossValidated(rows, set)),
  ]
}

function calibrationLines(title: string, all: readonly Said[]): readonly string[] {
  const highest = Math.max(0, ...all.filter(({ isMeant }) => !isMeant).map(({ posterior }) => posterior))
  return [
    `${title}: n = ${all.length}, Brier ${brier(all).toFixed(3)}, calibration error ${calibrationError(all).toFixed(3)}, highest posterior of a bug ${highest.toFixed(3)}`,
    ...reliability(all).map(
      ({ from, n, said, came }) =>
        `    ${from.toFixed(1)}–${(from + 0.1).toFixed(1)}  n = ${n.toFixed(1)} changes, said ${said.toFixed(2)}, was meant ${came.toFixed(2)}`,
    ),
  ]
}

/** What this version says: accusations of what was meant, and bugs that are called meant. */
export function verdictLines(title: string, tests: readonly KeptTest[]): readonly string[] {
  if (tests.length === 0) return []
  const [meant, bugs] = [tests.filter(({ isMeant }) => isMeant), tests.filter(({ isMeant }) => !isMeant)]
  const count = (list: readonly KeptTest[], verdict: string) => list.filter(({ analysis }) => analysis.verdict === verdict).length
  const certain = bugs.filter(({ analysis }) => analysis.verdict === 'obsolete_test' && analysis.confidence >= OBSOLETE_BAR)
  return [
    `${title}: ${tests.length} failing tests of ${new Set(tests.map((one) => one.case)).size} changes`,
    ...(meant.length === 0
      ? []
      : [
          `  meant, called a broken product  ${percent(count(meant, 'product_regression'), meant.length)}; behaviour_changed ${count(meant, 'behaviour_changed')}, obsolete_test ${count(meant, 'obsolete_test')}, removed_behaviour ${count(meant, 'removed_behaviour')}`,
        ]),
    ...(bugs.length === 0
      ? []
      : [
          `  bugs, called meant              ${percent(certain.length, bugs.length)}; product_regression ${count(bugs, 'product_regression')}, behaviour_changed ${count(bugs, 'behaviour_changed')}`,
        ]),
    ...certain.map((one) => `    ${one.case} ${one.analysis.failure.testId}: ${one.analysis.rootCause.slice(0, 200)}`),
  ]
}

function row(cells: readonly string[]): string {
  return `  ${(cells[0] ?? '').padEnd(WIDTH)}${cells
    .slice(1)
    .map((cell) => cell.padStart(10))
    .join('')}`
}
