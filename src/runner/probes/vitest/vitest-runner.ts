import type { TestRunner } from '../../../engine/ports.ts'
import { createJavascriptRunner } from '../javascript/javascript-runner.ts'
import type { TestRunnerOptions } from '../probe-run.ts'

const EXTENSIONS = ['ts', 'mts', 'cts', 'js', 'mjs', 'cjs']
const NAMES = ['vitest.config', 'vitest.workspace', 'vite.config']
const MARKS = [
  ...NAMES.flatMap((name) => EXTENSIONS.map((extension) => ({ name: `${name}.${extension}` }))),
  { name: 'package.json', holds: /"vitest"\s*:\s*"/ },
]

/** Runs the project's own Vitest, versions 3 to 5, with its configuration. */
export function createVitestRunner(options: TestRunnerOptions): TestRunner {
  return createJavascriptRunner('vitest', 'vitest/vitest-driver.mjs', MARKS, options)
}
