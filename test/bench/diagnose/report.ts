import { percent } from '../parse/summary.ts'
import { upperBound } from './intervals.ts'
import type { Judged, Said } from './judge.ts'

/** Values that changed on purpose: to abstain is what is asked for where intent is not proven. */
const ON_PURPOSE = new Set(['message-changed', 'default-changed', 'value-changed', 'exception-changed', 'return-shape'])
const SAID: readonly Said[] = ['obsolete', 'bug', 'changed', 'unknown', 'other verdict']

/** The figures of a set of cases, as lines. */
export function reportLines(cases: readonly Judged[]): readonly string[] {
  const bugs = cases.filter(({ truth }) => truth !== 'obsolete')
  const called = bugs.filter(({ isBugCalledObsolete }) => isBugCalledObsolete).length
  const masked = bugs.filter(({ isMasked }) => isMasked).length
  const count = (outcome: Judged['outcome']) => cases.filter((one) => one.outcome === outcome).length
  const isSafe = ({ outcome, kind }: Judged) => outcome === 'right' || (outcome === 'abstained' && ON_PURPOSE.has(kind))
  return [
    `verdicts (${cases.length} cases, ${cases.reduce((sum, { tests }) => sum + tests.length, 0)} failing tests; ${cases.reduce((sum, { discarded }) => sum + discarded, 0)} draws discarded)`,
    `  right          ${percent(count('right'), cases.length)}`,
    `  right, or abstained on a value changed on purpose  ${percent(cases.filter(isSafe).length, cases.length)}`,
    `  abstained      ${percent(count('abstained'), cases.length)}`,
    `  wrong          ${percent(count('wrong'), cases.length)}`,
    `  bugs called obsolete  ${called} of ${bugs.length} (95 % upper bound ${(100 * upperBound(called, bugs.length)).toFixed(1)} %)`,
    `  repairs offered for bugs  ${masked} of ${bugs.length} (95 % upper bound ${(100 * upperBound(masked, bugs.length)).toFixed(1)} %)`,
    `  seconds a case  median ${(median(cases.map(({ healMs }) => healMs)) / 1000).toFixed(1)}`,
    '  truth × said',
    `    ${['', ...SAID].map((word) => word.padStart(14)).join('')}`,
    ...(['obsolete', 'bug', 'mixed'] as const).map((truth) => {
      const row = cases.filter((one) => one.truth === truth)
      return `    ${[truth, ...SAID.map((said) => String(row.filter((one) => one.said === said).length))].map((word) => word.padStart(14)).join('')}`
    }),
    ...tableOf('code base', cases, ({ codeBase, framework }) => `${codeBase} (${framework})`),
    ...tableOf('kind', cases, ({ kind, truth }) =>
      truth === 'mixed'
        ? 'rename with a bug'
        : truth === 'bug'
          ? kind.startsWith('half ')
            ? 'half-finished rename'
            : `bug: ${kind}`
          : kind,
    ),
  ]
}

/** What to look at, with the command that shows it again. */
export function troubleLines(cases: readonly Judged[]): readonly string[] {
  return cases
    .filter(({ outcome, isMasked }) => outcome === 'wrong' || isMasked)
    .flatMap((one) => [
      `  ${one.isMasked ? 'MASKED ' : ''}${one.id} ${one.codeBase} ${one.kind}: true ${one.truth}, said ${one.said}: ${one.summary}`,
      `    npm run bench:diagnose -- --only verdicts --seed ${one.id.split('-')[0]} --case ${one.id.split('-')[1]} --keep DIR`,
    ])
}

function tableOf(title: string, cases: readonly Judged[], keyOf: (one: Judged) => string): readonly string[] {
  const keys = [...new Set(cases.map(keyOf))].sort()
  const width = Math.max(title.length, ...keys.map((key) => key.length)) + 2
  const row = (cells: readonly (string | number)[]) =>
    `  ${String(cells[0]).padEnd(width)}${cells
      .slice(1)
      .map((cell) => String(cell).padStart(11))
      .join('')}`
  return [
    row([title, 'n', 'right', 'abstained', 'wrong']),
    ...keys.map((key) => {
      const own = cases.filter((one) => keyOf(one) === key)
      const count = (outcome: Judged['outcome']) => own.filter((one) => one.outcome === outcome).length
      return row([key, own.length, count('right'), count('abstained'), count('wrong')])
    }),
  ]
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN
}
