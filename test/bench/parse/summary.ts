import type { Score } from './score.ts'

/** The figures of one group of files, as lines. */
export function summaryOf(title: string, scores: readonly Score[]): string[] {
  const exact = scores.flatMap((score) => (score.exact === null ? [] : [score.exact]))
  const asOne = scores.flatMap((score) => (score.exactAsOne === null ? [] : [score.exactAsOne]))
  const names = scores.flatMap((score) => score.names ?? [])
  const hits = sum(names.map((name) => name.hits))
  const extra = sum(names.map((name) => name.extra))
  const missed = sum(names.map((name) => name.missed))
  const classes = scores.flatMap((score) => score.class ?? [])
  const right = classes.filter(({ expected, given }) => expected === given).length
  const f1 = hits === 0 ? Number(extra + missed === 0) : (2 * hits) / (2 * hits + extra + missed)
  return [
    `${title} (${scores.length} files)`,
    `  exact counts       ${share(asOne)} with failed and errored as one, ${share(exact)} apart`,
    `  failing names      F1 ${f1.toFixed(4)} (n = ${hits + missed}, ${extra} extra, ${missed} missed)`,
    ...(classes.length > 0 ? [`  class              ${percent(right, classes.length)}, macro-F1 ${macroF1(classes).toFixed(3)}`] : []),
    `  spans in the file  ${share(scores.map((score) => score.spansInside))}`,
  ]
}

function share(outcomes: readonly boolean[]): string {
  return percent(outcomes.filter(Boolean).length, outcomes.length)
}

/** With the 95 % interval of Wilson. */
export function percent(hits: number, n: number): string {
  if (n === 0) return 'none (n = 0)'
  const z = 1.96
  const p = hits / n
  const middle = p + (z * z) / (2 * n)
  const half = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))
  const [low, high] = [(middle - half) / (1 + (z * z) / n), (middle + half) / (1 + (z * z) / n)]
  return `${(100 * p).toFixed(1)} % (${hits} of ${n}, 95 %: ${(100 * low).toFixed(1)} to ${(100 * high).toFixed(1)})`
}

function macroF1(pairs: readonly { readonly expected: string; readonly given: string }[]): number {
  const kinds = [...new Set(pairs.map(({ expected }) => expected))]
  const f1 = kinds.map((kind) => {
    const hits = pairs.filter((pair) => pair.expected === kind && pair.given === kind).length
    const expected = pairs.filter((pair) => pair.expected === kind).length
    const given = pairs.filter((pair) => pair.given === kind).length
    return (2 * hits) / (expected + given)
  })
  return sum(f1) / kinds.length
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
