import type { Framework } from '../../../engine/frameworks/framework.ts'
import type { TestRunner } from '../../../engine/ports.ts'
import { createJavascriptRunner, type JavascriptFacts } from '../javascript/javascript-runner.ts'
import { optionsAlone } from '../plain/options-alone.ts'
import type { TestRunnerOptions } from '../probe.ts'

const EXTENSIONS = ['ts', 'mts', 'cts', 'js', 'mjs', 'cjs']
const MARKS = [
  ...EXTENSIONS.flatMap((extension) =>
    ['vitest.config', 'vitest.workspace'].map((name) => ({ name: `${name}.${extension}`, configures: true })),
  ),
  // an application's own build has one too
  ...EXTENSIONS.map((extension) => ({ name: `vite.config.${extension}`, holds: /\btest\s*:/, configures: true })),
  { name: 'package.json', holds: /"vitest"\s*:\s*"/ },
]

const FACTS: JavascriptFacts = {
  name: 'vitest',
  driver: 'vitest/vitest-driver.mjs',
  marks: MARKS,
  nodeWords: () => [],
  plainWords: (script, files) =>
    files.length > 0 ? ['run', ...optionsAlone(script), '--coverage.enabled=false', ...files] : ['run', ...script],
}

/** Runs the project's own Vitest, versions 3 to 5, with its configuration. */
export function createVitestRunner(framework: Framework, options: TestRunnerOptions): TestRunner {
  return createJavascriptRunner(framework, FACTS, options)
}
