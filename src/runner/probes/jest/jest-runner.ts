import type { Framework } from '../../../engine/frameworks/framework.ts'
import type { TestRunner } from '../../../engine/ports.ts'
import { createJavascriptRunner } from '../javascript/javascript-runner.ts'
import type { TestRunnerOptions } from '../probe.ts'

const EXTENSIONS = ['js', 'ts', 'cjs', 'mjs', 'cts', 'mts', 'json']
const MARKS = [
  ...EXTENSIONS.map((extension) => ({ name: `jest.config.${extension}`, configures: true })),
  { name: 'package.json', holds: /^\s*"jest"\s*:\s*\{/m, configures: true },
  { name: 'package.json', holds: /"(?:jest|ts-jest|react-scripts)"\s*:\s*["{]/ },
]

// Jest runs ES modules only with it, and everything else as without it
const NODE_WORDS = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning']

/** Runs the project's own Jest, versions 26 to 30, with its configuration. */
export function createJestRunner(framework: Framework, options: TestRunnerOptions): TestRunner {
  return createJavascriptRunner(framework, 'jest/jest-driver.cjs', NODE_WORDS, MARKS, options)
}
