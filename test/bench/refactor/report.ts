import type { Lost } from '../batches/sharded-bench.ts'
import { isMechanical } from '../diagnose/refactor.ts'
import { percent } from '../parse/summary.ts'
import type { RefactorResult } from './refactor-result.ts'

/** Of mechanical changes. */
const GOAL = 0.95
const OUTCOMES = ['healed', 'proposed', 'abstained', 'wrong'] as const

export function refactorLines(cases: readonly (RefactorResult | Lost)[]): readonly string[] {
  const counted = cases.flatMap((one) => ('case' in one && one.outcome !== 'failed' ? [one] : []))
  const tests = counted.flatMap((one) => one.case.tests)
  const accused = tests.filter(({ verdict }) => verdict === 'product_regression').length
  const [mechanical, onPurpose] = [true, false].map((wanted) => counted.filter((one) => isMechanical(one.case.kind) === wanted))
  return [
    `seeded changes (n = ${counted.length} of ${cases.length}; not counted: crashed or timed out ${cases.filter((one) => !('case' in one)).length}, heal failed ${cases.filter(({ outcome }) => outcome === 'failed').length})`,
    ...sharesOf(`mechanical (goal: ${100 * GOAL} % healed in A or B)`, mechanical ?? []),
    ...sharesOf('other behaviour on purpose', onPurpose ?? []),
    `  tests called a broken product  ${percent(accused, tests.length)}`,
    ...tableOf('kind', counted, ({ case: { kind } }) => kind),
    ...tableOf('code base', counted, ({ case: { codeBase, framework } }) => `${codeBase} (${framework})`),
    ...cases.flatMap((one) => ('note' in one ? [`  ${one.outcome.replace('_', ' ')}: case ${one.index}: ${one.note}`] : [])),
    ...cases.flatMap((one) => ('case' in one && /wrong|failed/.test(one.outcome) ? [`  ${toldCase(one)}`] : [])),
  ]
}

export function toldCase({ index, outcome, detail, case: { codeBase, kind, summary } }: RefactorResult): string {
  return `${outcome.padEnd(9)} case ${index} ${codeBase} ${kind}: ${summary}${detail === '' ? '' : `: ${detail.slice(0, 300)}`}`
}

function sharesOf(title: string, cases: readonly RefactorResult[]): readonly string[] {
  const of = (outcome: RefactorResult['outcome']) => cases.filter((one) => one.outcome === outcome)
  const tiers = [...new Set(of('healed').flatMap((one) => one.tiers))].sort()
  const withTier = tiers.map((tier) => `with ${tier}: ${of('healed').filter((one) => one.tiers.includes(tier)).length}`)
  return [
    `  ${title}, n = ${cases.length}`,
    `    healed in A or B       ${percent(of('healed').length, cases.length)} (${withTier.join(', ')})`,
    `    proposed, right after accept  ${percent(of('proposed').length, cases.length)}`,
    `    abstained              ${percent(of('abstained').length, cases.length)}`,
    `    wrong                  ${percent(of('wrong').length, cases.length)}`,
  ]
}

function tableOf(title: string, cases: readonly RefactorResult[], keyOf: (one: RefactorResult) => string): readonly string[] {
  const row = (cells: readonly (string | number)[]) =>
    `  ${String(cells[0]).padEnd(30)}${cells
      .slice(1)
      .map((cell) => String(cell).padStart(11))
      .join('')}`
  const keys = [...new Set(cases.map(keyOf))].sort()
  return [
    row([title, 'n', ...OUTCOMES]),
    ...keys.map((key) => {
      const own = cases.filter((one) => keyOf(one) === key)
      return row([key, own.length, ...OUTCOMES.map((outcome) => own.filter((one) => one.outcome === outcome).length)])
    }),
  ]
}
