import { code } from '../render/markdown.ts'
import { type CommentCommand, done, refused } from './command.ts'
import { findTest } from './find-test.ts'

export const unquarantine: CommentCommand = {
  name: 'unquarantine',
  usage: ['/unquarantine `test`'],
  description: 'Ends a quarantine: the failure is reported again.',
  needs: 'write',
  run({ tests: [reference = null] }, { failing, quarantines, markers }) {
    if (reference === null) return refused('Which test? Name it in backticks, or by its number: `/unquarantine T1`')
    const testIds = [...new Set([...quarantines, ...markers].map(({ testId }) => testId))]
    const shortIds = new Map(failing.map(({ testId, shortId }) => [testId, shortId]))
    const known = reference.kind === 'short_id' ? failing : testIds.map((testId) => ({ testId, ...shortIdOf(shortIds.get(testId)) }))
    const found = findTest(reference, known)
    if (found.kind === 'refused') return refused(found.reply)
    const { testId } = found.test
    if (!testIds.includes(testId)) return refused(`${code(testId)} is not quarantined.`)
    const inCode = markers.filter((marker) => marker.testId === testId)
    const words = inCode.length === 0 ? '' : ' A pull request follows that takes the marker out of its code.'
    return done(
      `No longer quarantined: ${code(testId)}. Its failures are reported again.${words}`,
      ...(quarantines.some((one) => one.testId === testId) ? [{ kind: 'lift_quarantine', testId } as const] : []),
      ...inCode.map(({ id }) => ({ kind: 'release_marker', marker: id }) as const),
    )
  },
}

function shortIdOf(shortId: string | undefined): { readonly shortId?: string } {
  return shortId === undefined ? {} : { shortId }
}
