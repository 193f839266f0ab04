import { execFileSync } from 'node:child_process'
import type { CodeBase } from '../diagnose/code-bases.ts'
import type { Case } from '../diagnose/make-case.ts'
import { type PlainRun, runTests } from '../diagnose/run-tests.ts'

/**
 * Runs all tests with a patch, and puts the repository back. What is wrong with it: a test that it repairs still fails or is gone, or one
 * that passed no longer does; null where nothing is.
 */
export async function faultOfPatch(
  { codeBase, folder, made }: { readonly codeBase: CodeBase; readonly folder: string; readonly made: Case },
  patch: string,
  repaired: readonly string[],
): Promise<string | null> {
  const apply = (...words: readonly string[]) => execFileSync('git', ['apply', ...words, '-'], { cwd: folder, input: patch })
  apply()
  const run = await runTests(codeBase, folder)
  apply('--reverse')
  if (run === null) return 'the tests do not end'
  const red = repaired.find((id) => !isGreen(run, id))
  if (red !== undefined && made.kind !== 'remove-function') return `${red} does not pass`
  const lost = [...made.passing].find((id) => !run.passed.has(id))
  return lost === undefined ? null : `${lost} passed without the patch`
}

/** A file stands for its tests: it loads, and one of them passes. */
function isGreen({ passed, failed, broken }: PlainRun, id: string): boolean {
  const isOf = (other: string) => other.startsWith(`${id}::`) || other.startsWith(`${id} > `)
  return passed.has(id) || (!failed.has(id) && !broken.has(id) && [...passed].some(isOf) && ![...failed].some(isOf))
}
