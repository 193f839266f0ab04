import { execFileSync } from 'node:child_process'
import type { CodeBase } from '../diagnose/code-bases.ts'
import { type PlainRun, runTests } from '../diagnose/run-tests.ts'

/** Which of these tests still fail with a patch. `confirmed`: they go on failing without it, so that the patch alone silences the others. */
export type WithPatch = { readonly failing: ReadonlySet<string>; readonly confirmed: ReadonlySet<string> }

/** Runs all tests in a repository with a patch, and again without it where some no longer fail. Throws where a run does not end. */
export async function stillFailing(codeBase: CodeBase, folder: string, patch: string, tests: readonly string[]): Promise<WithPatch> {
  const apply = (...words: readonly string[]) => execFileSync('git', ['apply', ...words, '-'], { cwd: folder, input: patch })
  apply()
  const failing = failingOf(await whole(codeBase, folder), tests)
  if (failing.size === tests.length) return { failing, confirmed: failing }
  apply('--reverse')
  return { failing, confirmed: failingOf(await whole(codeBase, folder), tests) }
}

async function whole(codeBase: CodeBase, folder: string): Promise<PlainRun> {
  const run = await runTests(codeBase, folder)
  if (run === null) throw new Error('the tests do not end with the offered patch')
  return run
}

/** A file that does not load is red, and so are its tests; one that is named for its tests is red with any of them. */
function failingOf({ failed, broken }: PlainRun, tests: readonly string[]): ReadonlySet<string> {
  const files = new Set([...failed].map(fileOf))
  return new Set(tests.filter((id) => failed.has(id) || broken.has(fileOf(id)) || (fileOf(id) === id && files.has(id))))
}

function fileOf(id: string): string {
  return id.split(/::| > /)[0] ?? id
}
