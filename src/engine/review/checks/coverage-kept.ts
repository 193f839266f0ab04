import type { TestCoverage } from '../../../model/runs/test-coverage.ts'
import type { Subject } from '../../../model/test-ref.ts'
import type { FileLine, LineMapping } from '../reading/line-mapping.ts'
import { type Check, type RunReview, result } from './check.ts'

const NAME = 'coverage-kept'
/** Places that a reader is shown. */
const SHOWN = 3

/**
 * Lines run by loading modules do not count: they say nothing about a test, and a declared move changes them. Where a changed behaviour
 * takes another way through the product, a test whose edited values never reach the product can't be what lost the old one.
 */
export const coverageKept = {
  name: NAME,
  description: 'The repaired test reaches every product line that the old test reached on the base and that still exists.',
  needs: 'run',
  examine(review) {
    const { holds, detail } = coverageBeside(review)
    if (holds !== false || !review.isOnlyCompared) return result(NAME, holds, detail)
    return result(NAME, null, `by the change itself, as what is edited is only compared, ${detail}`)
  },
} satisfies Check

/** `holds` is `null` where nothing was compared: `isEmpty` where the old tests reached nothing that still exists, else it could not be seen. */
type CoverageBeside = { readonly holds: boolean | null; readonly detail: string; readonly isEmpty: boolean }

/** What the repaired tests reach beside what the old ones reached. */
export function coverageBeside({
  tests,
  alone,
  old,
  carry,
  gone,
}: Pick<RunReview, 'tests' | 'alone' | 'old' | 'carry' | 'gone'>): CoverageBeside {
  const open = (detail: string): CoverageBeside => ({ holds: null, detail, isEmpty: false })
  const now = alone.map(({ coverage }) => coverage)
  const measured = now.find((one) => one?.outcome === 'measured')
  if (old.outcome === 'not_run') return open(`on the base: ${old.reason}`)
  const isGone = ({ file }: Subject): boolean => gone.has(file)
  if (measured === undefined && !tests.every(isGone))
    return open(now.find((one) => one?.outcome === 'not_run')?.reason ?? 'the lines were not recorded')
  const pairs = tests.map((one) => ({
    id: one.id,
    before: placesOf(old, one),
    after: isGone(one) ? [] : measured ? placesOf(measured, one) : null,
  }))
  const unseen = pairs.find(({ before, after }) => before === null || after === null)
  if (unseen) {
    const where = unseen.before === null ? 'on the base' : 'with the repair'
    return open(`${unseen.id} did not run ${where} while lines were recorded`)
  }
  const { kept, lost, rewritten } = compare(pairs, carry)
  if (lost.length > 0) return { holds: false, detail: `no longer reached: ${describe(lost)}`, isEmpty: false }
  if (kept.size > 0)
    return { holds: true, detail: `${kept.size} lines of the product, all that the old test reached and that still exist`, isEmpty: false }
  const isRewritten = rewritten > 0
  const detail = isRewritten
    ? 'every line that the old test reached is one that the change rewrote'
    : 'the old test runs no function of the product'
  return { holds: null, detail, isEmpty: true }
}

type Pair = { readonly before: readonly FileLine[] | null; readonly after: readonly FileLine[] | null }

/** Test by test: what one no longer reaches, another does not make good. */
function compare(pairs: readonly Pair[], carry: LineMapping): { kept: Set<string>; lost: FileLine[]; rewritten: number } {
  const kept = new Set<string>()
  const lost: FileLine[] = []
  let rewritten = 0
  for (const { before, after } of pairs) {
    const reached = new Set(after?.map(keyOf))
    for (const { file, line } of before ?? []) {
      const place = carry(file, line)
      if (place === null) rewritten += 1
      else if (reached.has(keyOf(place))) kept.add(keyOf(place))
      else lost.push(place)
    }
  }
  return { kept, lost, rewritten }
}

/** Every line of a test, or of all tests of a file. `null` when none of them was recorded. */
function placesOf(coverage: Extract<TestCoverage, { outcome: 'measured' }>, { kind, id, file }: Subject): readonly FileLine[] | null {
  const tests = Object.entries(coverage.tests[file] ?? {}).filter(([one]) => kind !== 'test' || one === id)
  if (tests.length === 0) return null
  return tests.flatMap(([, files]) => Object.entries(files).flatMap(([file, lines]) => lines.map((line) => ({ file, line }))))
}

function keyOf({ file, line }: FileLine): string {
  return `${line} ${file}`
}

function describe(places: readonly FileLine[]): string {
  const unique = [...new Map(places.map((place) => [keyOf(place), place])).values()]
  const shown = unique.slice(0, SHOWN).map(({ file, line }) => `${file}:${line}`)
  return [...shown, ...(unique.length > SHOWN ? [`${unique.length - SHOWN} more lines`] : [])].join(', ')
}
