import type { Lost } from '../batches/sharded-bench.ts'
import { percent } from '../parse/summary.ts'
import type { RepairResult } from './repair-result.ts'

const OUTCOMES = ['healed', 'proposed', 'partly', 'abstained', 'wrong'] as const
const NO_ANSWER = new Set<string>(['not_reproduced', 'failed', 'crashed', 'timed_out'])

export function repairLines(cases: readonly (RepairResult | Lost)[]): readonly string[] {
  const counted = cases.flatMap((one) => ('id' in one && !NO_ANSWER.has(one.outcome) ? [one] : []))
  const of = (...outcomes: readonly string[]) => counted.filter(({ outcome }) => outcomes.includes(outcome))
  const verdicts = counted.flatMap((one) => one.verdicts)
  const offered = of('healed', 'partly', 'wrong').length
  const without = [...NO_ANSWER].map((way) => `${way.replace('_', ' ')} ${cases.filter(({ outcome }) => outcome === way).length}`)
  return [
    `real commits (n = ${counted.length} of ${cases.length} in ${new Set(counted.map(({ repo }) => repo)).size} repositories; not counted: ${without.join(', ')})`,
    `  A+B: healed, offered unasked         ${percent(of('healed').length, counted.length)}`,
    `  A+B+C: and right after accept        ${percent(of('healed', 'proposed').length, counted.length)}`,
    `  a right part offered                 ${percent(of('partly').length, counted.length)}`,
    `  abstained                            ${percent(of('abstained').length, counted.length)}`,
    `  wrong among offered                  ${percent(of('wrong').length, offered)}`,
    `  wrong proposals, none accepted yet   ${percent(counted.filter(({ isProposalWrong }) => isProposalWrong).length, counted.length)}`,
    `  tests accused (a broken product)     ${percent(verdicts.filter((verdict) => verdict === 'product_regression').length, verdicts.length)}`,
    `  seconds a healing, median            ${((counted.map(({ healMs }) => healMs).sort((a, b) => a - b)[Math.floor(counted.length / 2)] ?? 0) / 1000).toFixed(1)}`,
    ...tableOf('category', counted, ({ category }) => category),
    ...tableOf('repository', counted, ({ repo }) => [repo]),
    ...cases.flatMap((one) => ('note' in one ? [`  ${one.outcome.replace('_', ' ')}: case ${one.index}: ${one.note}`] : [])),
    ...cases.flatMap((one) => ('id' in one && /wrong|failed|not_rep/.test(one.outcome) ? [`  ${toldCase(one)}`] : [])),
  ]
}

export function toldCase({ index, id, outcome, tiers, kills, detail }: RepairResult): string {
  const parts = [tiers.length > 0 ? `tier ${tiers.join('+')}` : '', kills && `notices ${kills} faults`, detail.slice(0, 400)]
  return `${outcome.padEnd(9)} case ${index} ${id}: ${parts.filter(Boolean).join(': ')}`
}

/** A case counts for each of its categories. */
function tableOf(title: string, cases: readonly RepairResult[], keysOf: (one: RepairResult) => readonly string[]): readonly string[] {
  const row = (cells: readonly (string | number)[]) =>
    `  ${String(cells[0]).padEnd(52)}${cells
      .slice(1)
      .map((cell) => String(cell).padStart(10))
      .join('')}`
  return [
    `${row([title, 'n', ...OUTCOMES])}   A+B+C`,
    ...[...new Set(cases.flatMap(keysOf))].sort().map((key) => {
      const own = cases.filter((one) => keysOf(one).includes(key))
      const count = (...outcomes: readonly string[]) => own.filter(({ outcome }) => outcomes.includes(outcome)).length
      const counts = OUTCOMES.map((outcome) => count(outcome))
      return `${row([key, own.length, ...counts])}   ${percent(count('healed', 'proposed'), own.length)}`
    }),
  ]
}
