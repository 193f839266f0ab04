import { code } from '../render/markdown.ts'
import type { TestReference } from './parse-command.ts'

type Named = { readonly testId: string; readonly shortId?: string }

export type FoundTest<Test> = { readonly kind: 'found'; readonly test: Test } | { readonly kind: 'refused'; readonly reply: string }

const LISTED = 10

/**
 * The one test that is meant: by its short id, its whole id, or the end of it after a separator.
 * Where several are meant they are listed, and nothing is done.
 */
export function findTest<Test extends Named>(reference: TestReference, tests: readonly Test[]): FoundTest<Test> {
  if (reference.kind === 'short_id') {
    const test = tests.find(({ shortId }) => shortId === reference.shortId)
    return test
      ? { kind: 'found', test }
      : { kind: 'refused', reply: `There is no ${reference.shortId} in the newest answer on this page.` }
  }
  const { name } = reference
  const exact = tests.filter(({ testId }) => testId === name)
  const matches = exact.length > 0 ? exact : tests.filter(({ testId }) => endsWithPart(testId, name))
  const [first, ...others] = matches
  if (first && others.length === 0) return { kind: 'found', test: first }
  if (!first) return { kind: 'refused', reply: `No test here is called ${code(name)}.` }
  const list = matches.slice(0, LISTED).map(({ shortId, testId }) => `- ${shortId === undefined ? '' : `${shortId} `}${code(testId)}`)
  const more = matches.length > LISTED ? [`- and ${matches.length - LISTED} more`] : []
  return { kind: 'refused', reply: [`${code(name)} could be any of these, so nothing was done:`, ...list, ...more].join('\n') }
}

/** `test_total` means `tests/a.py::Cart::test_total[1]`, but not `test_subtotal`; a row is left out with its function's name. */
function endsWithPart(testId: string, name: string): boolean {
  const bare = testId.replace(/\[[^[]*\]$/, '')
  return [testId, bare].some((id) => ['::', ' > ', '#', '/'].some((separator) => id.endsWith(separator + name)))
}
