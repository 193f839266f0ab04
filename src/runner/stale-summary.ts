import type { StaleReport, UncheckedLines } from '../model/result/stale-report.ts'

const MOST_LISTED = 20

/** What a person at a terminal wants to know: each thing that nobody checks, the tests that come to it, and what would check it. */
export function staleSummary(report: StaleReport): string {
  const { stale, unchecked, declared, checked, leftOut, notLooked, timings } = report
  const things = [...Map.groupBy(stale, (one) => `${one.file}:${one.lines} ${one.declares.symbol}`).values()]
  const lines = [
    ...things.flatMap((tests) =>
      tests.slice(0, 1).flatMap((one) => [...linesOf(one), `  passes all the same: ${tests.map(({ testId }) => testId).join(', ')}`]),
    ),
    ...unchecked.flatMap((one) => [...linesOf(one), '  no test comes to it']),
  ]
  const count = things.length + unchecked.length
  return [
    ...lines,
    ...(lines.length > 0 ? [''] : []),
    ...notLooked.slice(0, MOST_LISTED).map(({ what, reason }) => `not looked at: ${what}: ${reason}`),
    ...leftOut.map(({ reason, count: times }) => `left out ${times} ×: ${reason}`),
    declared === 0
      ? 'The change declares nothing that a test could say something of.'
      : `The change declares ${declared} ${declared === 1 ? 'thing' : 'things'}: ${checked} checked, ${count} that no test says anything of.`,
    `${timings.runs} runs, ${((timings.frameworkMs + timings.ownMs) / 1000).toFixed(1)} s`,
  ].join('\n')
}

function linesOf({ file, lines: [from, to], declares, evidence, suggestion }: UncheckedLines): readonly string[] {
  const place = from === to ? `${file}:${from}` : `${file}:${from}-${to}`
  return [
    `${place}: new ${declares.kind}: ${declares.symbol}`,
    ...evidence.slice(0, 2).map(({ says }) => `  ${says}`),
    `  to do: ${suggestion}`,
  ]
}
