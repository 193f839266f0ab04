import type { TestReport } from '../../../src/model/test-report.ts'
import type { LabelledFile } from './labelled-file.ts'

export type Score = {
  readonly exact: boolean | null
  /** With failed and errored as one. */
  readonly exactAsOne: boolean | null
  readonly class: { readonly expected: string; readonly given: string } | null
  readonly names: { readonly hits: number; readonly extra: number; readonly missed: number } | null
  readonly spansInside: boolean
  readonly wrong: readonly string[]
}

/** Compares one answer with its label, as the data's README says. */
export function score(label: LabelledFile, report: TestReport, lines: number): Score {
  const names = namesOf(label, report)
  const exactAsOne = isExact(label, report, true)
  const exact = isExact(label, report, false)
  const given = label.class && label.classAlso?.includes(report.class) ? label.class : report.class
  const kind = label.class ? { expected: label.class, given } : null
  const spansInside = report.failures.every(({ span: [from, to] }) => from >= 1 && from <= to && to <= lines)
  const wrong = [
    ...(exact === false ? [`counts ${JSON.stringify(report.counts)}`] : []),
    ...(kind && kind.given !== kind.expected ? [`class ${kind.given}, not ${kind.expected}`] : []),
    ...(names && names.extra + names.missed > 0 ? [`names: ${names.extra} extra, ${names.missed} missed`] : []),
    ...(spansInside ? [] : ['a span outside the file']),
  ]
  return { exact, exactAsOne, class: kind, names, spansInside, wrong }
}

function isExact(label: LabelledFile, { counts, error }: TestReport, asOne: boolean): boolean | null {
  if (label.valid === false) return error !== undefined || counts.run + counts.skipped === 0
  if (label.ambiguous || typeof (label.run ?? label.testsRun) !== 'number') return null
  return [label, ...(label.altCounts ?? [])].some((reading) => {
    const bad = asOne
      ? counts.failed + counts.errored === (reading.failed ?? 0) + (reading.errored ?? 0)
      : counts.failed === reading.failed && counts.errored === reading.errored
    return bad && counts.run === (reading.run ?? reading.testsRun) && counts.passed === reading.passed && counts.skipped === reading.skipped
  })
}

function namesOf(label: LabelledFile, { failures }: TestReport): Score['names'] {
  if (!label.failingTests || label.ambiguous || label.valid === false) return null
  const free = failures.map(({ testId, name }) => wordsOf(`${testId} ${name}`))
  let hits = 0
  for (const expected of label.failingTests) {
    const words = wordsOf(typeof expected === 'string' ? expected : expected.name)
    const at = free.findIndex((answer) => [...words].every((word) => answer.has(word)))
    if (at < 0) continue
    free.splice(at, 1)
    hits++
  }
  return { hits, extra: free.length, missed: label.failingTests.length - hits }
}

/** `tests/a.py::test_x[1]` and `tests.a::test_x[1]` have the same words. */
function wordsOf(name: string): ReadonlySet<string> {
  return new Set(
    name
      .toLowerCase()
      .split(/[^\p{L}\p{N}_]+/u)
      .filter((word) => word && word !== 'py'),
  )
}
