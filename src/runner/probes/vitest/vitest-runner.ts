import type { Framework } from '../../../engine/frameworks/framework.ts'
import type { TestRunner } from '../../../engine/ports.ts'
import { createJavascriptRunner } from '../javascript/javascript-runner.ts'
import type { TestRunnerOptions } from '../probe.ts'

const EXTENSIONS = ['ts', 'mts', 'cts', 'js', 'mjs', 'cjs']
const MARKS = [
  ...EXTENSIONS.flatMap((extension) => ['vitest.config', 'vitest.workspace'].map((name) => ({ name: `${name}.${extension}`, configures: true }))),
  // an application's own build has one too
  ...EXTENSIONS.map((extension) => ({ name: `vite.config.${extension}`, holds: /\btest\s*:/, configures: true })),
  { name: 'package.json', holds: /"vitest"\s*:\s*"/ },
]

/** Runs the project's own Vitest, versions 3 to 5, with its configuration. */
export function createVitestRunner(framework: Framework, options: TestRunnerOptions): TestRunner {
  return createJavascriptRunner(framework, 'vitest/vitest-driver.mjs', [], MARKS, options)
}
