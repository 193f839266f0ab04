import type { Framework } from '../../../engine/frameworks/framework.ts'
import type { TestRunner } from '../../../engine/ports.ts'
import { createJavascriptRunner, type JavascriptFacts } from '../javascript/javascript-runner.ts'
import { optionsAlone } from '../plain/options-alone.ts'
import type { TestRunnerOptions } from '../probe.ts'
import { modulesWords } from './modules-words.ts'

const EXTENSIONS = ['js', 'ts', 'cjs', 'mjs', 'cts', 'mts', 'json']
const MARKS = [
  ...EXTENSIONS.map((extension) => ({ name: `jest.config.${extension}`, configures: true })),
  { name: 'package.json', holds: /^\s*"jest"\s*:\s*\{/m, configures: true },
  { name: 'package.json', holds: /"(?:jest|ts-jest|react-scripts)"\s*:\s*["{]/ },
]

/** Runs the project's own Jest, versions 26 to 30, with its configuration. */
export function createJestRunner(framework: Framework, options: TestRunnerOptions): TestRunner {
  const facts: JavascriptFacts = {
    name: 'jest',
    driver: 'jest/jest-driver.cjs',
    marks: MARKS,
    nodeWords: (cwd, files, script) => modulesWords({ cwd, root: options.workspace, env: options.env, files, script }),
    plainWords: (script, files, cache) => {
      const part = files.length > 0 ? ['--coverage=false', '--runTestsByPath', ...files] : []
      return [...(part.length > 0 ? optionsAlone(script) : script), `--cacheDirectory=${cache}`, ...part]
    },
  }
  return createJavascriptRunner(framework, facts, options)
}
