import { DELAYS, figuresOf, greenAfter, type Share, sum } from './figures.ts'
import type { Turn } from './world/turn.ts'

const percent = ({ hits, n }: Share) => (n === 0 ? 'none' : `${((100 * hits) / n).toFixed(1)} % (${hits} of ${n})`)
const rate = (green: readonly boolean[]): Share => ({ hits: green.filter(Boolean).length, n: green.length })
const minutes = (ms: number) => `${(ms / 60_000).toFixed(1)} min`

/** The report line by line; `held`: no bug was masked. */
export function evolveReport(turns: readonly Turn[], wallMs: number): { readonly lines: readonly string[]; readonly held: boolean } {
  const figures = figuresOf(turns)
  const red = turns.filter((turn) => turn.red.length > 0)
  const kinds = [...Map.groupBy(turns, ({ kind }) => kind)].sort((a, b) => b[1].length - a[1].length)
  const asked = turns
    .filter(({ healMs }) => healMs > 0)
    .map(({ healMs }) => healMs)
    .sort((a, b) => a - b)
  const lines = [
    `${turns.length} changes, ${red.length} pushes red, ${sum(turns, (turn) => turn.tests.length)} failing tests`,
    `  ${kinds.map(([kind, list]) => `${kind} ${list.length}`).join(', ')}`,
    '',
    'pushes that are green after the answer, by how many changes people need for what is left',
    ...DELAYS.map(
      (delay) =>
        `  ${String(delay).padStart(2)}: with Suture ${percent(rate(greenAfter(turns, delay, true)))}, without ${percent(rate(greenAfter(turns, delay, false)))}`,
    ),
    `  (goal with Suture: 80 %; a fault is rightly red for one change: ${figures.faults.length} of ${turns.length})`,
    `failures healed, by test     ${percent(figures.healedTests)}, unasked ${percent(figures.offeredTests)}`,
    `failures healed, by change   ${percent(figures.healedChanges)} (goal 75 %)`,
    `maintenance by the bot       ${percent(figures.maintenance)} of the changed test lines (goal 70 %)`,
    `false alarms removed         ${percent(figures.falseAlarms)} of red pushes without a fault (goal 80 %)`,
    `acceptance                   proposals ${percent(figures.proposalsRight)} (goal 85 %), offered unasked and right ${percent(figures.offeredRight)}`,
    `bugs masked                  ${figures.masked.length} (goal 0) of ${figures.faults.length} faults, ${figures.faultTests.length} tests that noticed them`,
    `faults called                ${counted(figures.faultTests.map(({ verdict }) => verdict ?? 'no answer'))}`,
    `wrong accusations            ${percent({ hits: figures.accused.length, n: figures.meant.length + figures.flakes.length })} of tests that no fault breaks`,
    `flaky failures called        ${counted(figures.flakes.map(({ verdict, end }) => (end === 'muted' && verdict === null ? 'quarantined' : (verdict ?? 'no answer'))))}`,
    `meant, and nothing was red   ${figures.unexpected.length}`,
    '',
    'by kind: failing tests that were meant, healed unasked, after a yes, left',
    ...kinds.flatMap(([kind]) => {
      const own = figures.meant.filter(({ turn }) => turn.kind === kind)
      const ending = (end: string) => own.filter((test) => test.end === end).length
      return own.length === 0
        ? []
        : [
            `  ${kind.padEnd(12)} ${String(own.length).padStart(4)} ${String(ending('offered')).padStart(4)} ${String(ending('accepted')).padStart(4)} ${String(ending('left')).padStart(4)}`,
          ]
    }),
    '',
    'abstentions by kind, and what Suture said',
    ...abstentions(figures.abstained),
    ...figures.repairs
      .filter(({ wrong }) => wrong !== '')
      .map(({ turn, how, tests, strategy, wrong }) => `  ${how} by ${strategy}, and declined: ${turn.name}: ${tests[0]}: ${wrong}`),
    ...figures.repairs.flatMap(({ turn, tests, refusal }) =>
      refusal === undefined ? [] : [`  refused after a yes: ${turn.name}: ${tests[0]}: ${refusal}`],
    ),
    ...figures.accused.map(
      ({ turn, id, reason }) => `  ACCUSED ${turn.kind} ${turn.name} "${turn.message}": ${id}: ${reason.split('\n')[0] ?? ''}`,
    ),
    ...figures.masked.map(({ turn, id }) => `  MASKED ${turn.name}: ${id}`),
    ...turns.filter(({ trouble }) => trouble !== '').map((turn) => `  TROUBLE ${turn.name}: ${turn.trouble}`),
    '',
    `${minutes(wallMs)} for ${turns.length} changes, ${minutes((wallMs / Math.max(1, turns.length)) * 100)} for 100; a healing takes ${((asked[Math.floor(asked.length / 2)] ?? 0) / 1000).toFixed(1)} s (median of ${asked.length}, a yes included)`,
  ]
  return { lines, held: figures.masked.length === 0 }
}

type Abstained = ReturnType<typeof figuresOf>['abstained']

/** Tests of one change of which the same is said share a line. */
function abstentions(tests: Abstained): readonly string[] {
  const said = ({ turn, verdict, reason }: Abstained[number]) =>
    `  ${turn.kind.padEnd(12)} ${turn.name} "${turn.message}": ${verdict ?? 'no answer'}: ${reason.split('\n')[0] ?? ''}`
  const lines = [...Map.groupBy(tests, said)].map(([line, all]) => `${line} (${all.length}: ${all[0]?.id})`)
  return lines.toSorted()
}

function counted(words: readonly string[]): string {
  const found = [...Map.groupBy(words, (word) => word)].map(([word, all]) => `${word} ${all.length}`)
  return found.length === 0 ? 'none' : found.join(', ')
}
