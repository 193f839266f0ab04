import { frameworkNamed } from '../../engine/frameworks/index.ts'
import { createParsers, type Parsers } from '../../engine/languages/parsers.ts'
import { FrameworkName } from '../../model/framework-name.ts'
import type { TestRef } from '../../model/test-ref.ts'
import { readFile } from '../github/read-file.ts'
import type { CodeMarker } from '../history/code-markers.ts'
import { loadGrammarBytes } from '../intake/load-grammars.ts'
import type { JobScope } from './job-scope.ts'

/** A test's own file at the head of the default branch. `missing` is the end of a sentence. */
export type TestSource =
  | { readonly outcome: 'read'; readonly headSha: string; readonly ref: TestRef; readonly text: string }
  | { readonly outcome: 'missing'; readonly why: string }

export async function readTestSource(
  { target, defaultBranch }: JobScope,
  { testId, framework }: Pick<CodeMarker, 'testId' | 'framework'>,
): Promise<TestSource> {
  const missing = (why: string): TestSource => ({ outcome: 'missing', why })
  const { octokit, owner, repo } = target
  const name = FrameworkName.safeParse(framework).data
  const known = name === undefined ? null : frameworkNamed(name)
  if (known === null) return missing(`markers are known for pytest, Jest and Vitest, not for ${framework || 'this framework'}`)
  // where an id alone does not say which of its parts is the file, the first one counts: a file that is not there is refused below
  const ref = known.testRef(testId, new Set())
  if (ref?.kind !== 'test') return missing('its id names no single test')
  const { data } = await octokit.rest.git.getRef({ owner, repo, ref: `heads/${defaultBranch}` })
  const text = await readFile(target, ref.file, data.object.sha)
  if (text === null) return missing(`${ref.file} is not on the branch ${defaultBranch}`)
  return { outcome: 'read', headSha: data.object.sha, ref, text }
}

let parsers: Promise<Parsers> | undefined

/** Loaded once in a process: only people's commands need them here. */
export function ownParsers(): Promise<Parsers> {
  parsers ??= loadGrammarBytes().then((bytes) => createParsers(bytes, () => performance.now()))
  return parsers
}
