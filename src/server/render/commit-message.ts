import { inertName } from './inert.ts'

const NAMED = 20
const LONGEST = 200

/** The message of the commit that repairs these tests, under the title of its pull request. */
export function commitMessage(title: string, tests: readonly { readonly testId: string }[]): string {
  const listed = tests.slice(0, NAMED).map(({ testId }) => `- ${inertName(testId, LONGEST)}`)
  const more = tests.length > listed.length ? [`- and ${tests.length - listed.length} more`] : []
  return [title.replaceAll('`', ''), '', ...listed, ...more].join('\n')
}
